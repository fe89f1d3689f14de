package org.campussentry.acceptance.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.campussentry.acceptance.Webhook;
import org.campussentry.acceptance.chaos.Evidence.Excursion;
import org.campussentry.acceptance.chaos.Evidence.Span;
import org.campussentry.acceptance.chaos.Evidence.Told;

/**
 * Lets the first thermometer of each gateway leave its limit now and then, until somebody was told,
 * and come back. One thread at a time.
 */
final class Excursions {
  /** Longer than any fault takes to mend, with what an agent and the service wait after it. */
  private static final long TOLD_WITHIN_MS = 120_000;

  private static final int NORMAL = 20;
  private static final int BEYOND = 80;

  private final List<Gateway> gateways;
  private final Webhook webhook;
  private final Random random;
  private final List<Phase> phases = new ArrayList<>();
  private final List<Excursion> all = new ArrayList<>();
  private boolean ending;

  /** Where one gateway is: since when, and whether its thermometer is beyond the limit. */
  private record Phase(boolean beyond, long since, long until) {}

  Excursions(List<Gateway> gateways, Webhook webhook, long seed, long now) {
    this.gateways = gateways;
    this.webhook = webhook;
    this.random = new Random(seed);
    gateways.forEach(gateway -> phases.add(calm(now)));
  }

  private Phase calm(long now) {
    return new Phase(false, now, now + 1_000 + random.nextInt(8_000));
  }

  /** To be called about five times a second. */
  synchronized void tick(long now) {
    for (int index = 0; index < phases.size(); index++) {
      Phase phase = phases.get(index);
      if (!phase.beyond() && !ending && now >= phase.until() && allRecovered(index)) {
        gateways.get(index).level(BEYOND);
        phases.set(index, new Phase(true, now, now + TOLD_WITHIN_MS));
        continue;
      }
      OptionalLong told = toldSince(index, phase.since());
      if (phase.beyond() && (told.isPresent() || now >= phase.until())) {
        // Who was told just now was told after this look at the clock.
        all.add(new Excursion(index, new Span(phase.since(), Math.max(now, told.orElse(now)))));
        gateways.get(index).level(NORMAL);
        phases.set(index, calm(now));
      }
    }
  }

  private OptionalLong toldSince(int gateway, long since) {
    return told().stream()
        .filter(t -> t.gateway() == gateway && t.state().equals("active") && t.at() >= since)
        .mapToLong(Told::at)
        .findFirst();
  }

  /** Whether each alert of a gateway was told to be over. */
  private boolean allRecovered(int gateway) {
    List<Told> told = told().stream().filter(t -> t.gateway() == gateway).toList();
    return told.stream()
            .filter(t -> t.state().equals("recovered"))
            .map(Told::alert)
            .distinct()
            .count()
        == told.stream()
            .filter(t -> t.state().equals("active"))
            .map(Told::alert)
            .distinct()
            .count();
  }

  /** No new ones. */
  synchronized void end() {
    ending = true;
  }

  /** Whether all are over, and told to be. */
  synchronized boolean over() {
    boolean beyond = phases.stream().anyMatch(Phase::beyond);
    for (int index = 0; index < phases.size(); index++) {
      beyond |= !allRecovered(index);
    }
    return !beyond;
  }

  synchronized List<Excursion> all() {
    return List.copyOf(all);
  }

  /** All notifications so far. */
  List<Told> told() {
    return webhook.calls().stream()
        .map(
            call ->
                new Told(
                    gateway(call.text("point")),
                    call.text("alert"),
                    call.text("delivery"),
                    call.text("state"),
                    call.at()))
        .toList();
  }

  private static int gateway(String point) {
    return point.matches("gw-\\d:t1\\.temperature") ? point.charAt(3) - '0' : -1;
  }
}
