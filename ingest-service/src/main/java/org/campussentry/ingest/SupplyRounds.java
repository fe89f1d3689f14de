package org.campussentry.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.disinfection.DisinfectionStore;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.supply.Stock;
import org.campussentry.ingest.supply.SupplyDesk;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Concern;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the books of supplies what sprayers used, and lets the watch tell of what is low; on
 * a thread of its own.
 */
final class SupplyRounds implements AutoCloseable {
  /** A service that was away, or an item that is new, finds what was used in this time. */
  static final Duration BACK = Duration.ofDays(35);

  private static final Logger log = LoggerFactory.getLogger(SupplyRounds.class);
  private static final long EVERY_S = 15;

  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          r -> {
            Thread thread = new Thread(r, "supply");
            thread.setDaemon(true);
            return thread;
          });

  private final SupplyDesk desk;
  private final DisinfectionStore slots;

  /** Of what was read last; empty before the first time. */
  private Optional<Accounted> last = Optional.empty();

  private record Accounted(List<String> items, Instant since) {}

  private SupplyRounds(SupplyDesk desk, DisinfectionStore slots) {
    this.desk = desk;
    this.slots = slots;
  }

  static SupplyRounds start(
      SupplyDesk desk, DisinfectionStore slots, Watch watch, InstantSource clock) {
    SupplyRounds started = new SupplyRounds(desk, slots);
    started.rounds.scheduleWithFixedDelay(
        () -> {
          try {
            Instant now = clock.instant();
            started.account(now);
            watch.onConcerns(Alert.Kind.STOCK, concerns(desk.stocks(now)), now.toEpochMilli());
          } catch (RuntimeException e) {
            log.error("The books of supplies could not be kept; tried again", e);
          }
        },
        1,
        EVERY_S,
        TimeUnit.SECONDS);
    return started;
  }

  /**
   * What is found anew since the last time; after a start, or of other items, of the last weeks.
   */
  private void account(Instant now) {
    List<String> items = desk.items().stream().map(Object::toString).toList();
    Instant from =
        last.filter(l -> l.items().equals(items))
            .map(Accounted::since)
            .orElseGet(() -> now.minus(BACK));
    List<Judged> settled = slots.settledSince(from);
    desk.account(settled, now);
    Instant since = settled.stream().map(Judged::at).max(Instant::compareTo).orElse(from);
    last = Optional.of(new Accounted(items, since));
  }

  /** Of which items somebody should know. Pure. */
  static List<Concern> concerns(List<Stock> stocks) {
    List<Concern> concerns = new ArrayList<>();
    for (Stock stock : stocks) {
      stock
          .lowSince()
          .ifPresent(
              since ->
                  concerns.add(
                      new Concern(
                          stock.item().id(),
                          stock.item().site(),
                          stock.item().area().orElse(""),
                          new Rule.Stock(),
                          stock.state().word(),
                          since.toEpochMilli())));
    }
    return concerns;
  }

  @Override
  public void close() {
    rounds.shutdownNow();
  }
}
