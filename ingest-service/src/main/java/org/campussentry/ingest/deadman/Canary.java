package org.campussentry.ingest.deadman;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.intake.Batch;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.Change;
import org.campussentry.ingest.watch.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests each day, before somebody needs it, that an alert reaches people: a batch through the
 * broker, a rule, a call, a channel that takes it. What does not come through is told on the other
 * channels. Thread-safe; it keeps no reading, and the watch knows nothing of it.
 */
public final class Canary {
  /** No rule of a campus can have this id. */
  public static final String RULE = "sentry:canary";

  private static final Logger log = LoggerFactory.getLogger(Canary.class);

  /** A batch that did not come back is sent again. */
  private static final long AGAIN_MS = 10_000;

  /** A failure of before a start that is older was told, or interests nobody any more. */
  private static final Duration NEWS = Duration.ofHours(1);

  /** Says a batch to the broker; false when it can't now. */
  public interface Wire {
    boolean say(String site, String stream);
  }

  /** Makes a call beside escalation. */
  public interface Caller {
    void call(Alert alert, Call call, Collection<String> through);
  }

  private final CanaryPlan plan;
  private final String site;
  private final TrialWatch trial;
  private final CanaryStore store;
  private final Collection<String> channels;
  private final Caller caller;
  private Optional<CanaryRun> last;
  private boolean failureTold;
  private long saidAt;

  /**
   * Goes on with a run that a former process began.
   *
   * @param campus its first site is the one in whose name batches are sent
   * @param channels all that there are
   */
  public Canary(
      CanaryPlan plan,
      Campus campus,
      CanaryStore store,
      Collection<String> channels,
      Caller caller) {
    this.plan = plan;
    this.site = campus.sites().keySet().iterator().next();
    this.trial = new TrialWatch(campus);
    this.store = store;
    this.channels = channels;
    this.caller = caller;
    this.last = store.last();
  }

  public CanaryPlan plan() {
    return plan;
  }

  /** How the last test stands, or went. */
  public synchronized Optional<CanaryRun> last() {
    return last;
  }

  /**
   * Starts, carries on and ends tests. Call it each second, from one thread. A journal that is away
   * is no reason not to test: then it does not come through, and that is told.
   */
  public void round(Instant now, Wire wire) {
    plan.due(now).filter(this::isNew).ifPresent(day -> begin(day, now.toEpochMilli()));
    Optional<CanaryRun> run = last();
    if (run.filter(CanaryRun::isUnderWay).isPresent()) {
      carryOn(run.get(), wire, now.toEpochMilli());
    }
    Optional<CanaryRun> failed = last().filter(r -> r.hasFailedSince(now.minus(NEWS)));
    if (failed.isPresent() && !failureTold) {
      // Again after a restart: a message that is there already is not made twice.
      failureTold = true;
      tellFailure(failed.get());
    }
  }

  private boolean isNew(LocalDate day) {
    return last().map(CanaryRun::day).filter(d -> !d.isBefore(day)).isEmpty();
  }

  private void begin(LocalDate day, long now) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    failureTold = false;
    saidAt = 0;
    keep(become(run -> Optional.of(CanaryRun.begin(id, site, day, now))));
  }

  private void carryOn(CanaryRun run, Wire wire, long now) {
    if (run.alertedAt() == 0 && now - saidAt >= AGAIN_MS && wire.say(run.site(), run.id())) {
      saidAt = now;
    }
    List<Delivery> deliveries = deliveries(run.id());
    Optional<CanaryRun> next = become(last -> last.map(r -> judged(r.told(deliveries), now)));
    if (!next.equals(Optional.of(run))) {
      keep(next);
    }
  }

  private CanaryRun judged(CanaryRun run, long now) {
    if (run.isLate(plan.within(), now)) {
      log.error("The canary did not come through: it waits for the {}", run.stage().word());
      return run.failed(now);
    }
    if (run.wentAnotherWay()) {
      log.error("The canary came through to {} alone; a way before it is dead", run.channel());
    } else if (!run.isUnderWay()) {
      long took = run.takenAt() - run.startedAt();
      log.info("The canary came through to {} within {} ms", run.channel(), took);
    }
    return run;
  }

  private synchronized Optional<CanaryRun> become(UnaryOperator<Optional<CanaryRun>> change) {
    last = change.apply(last);
    return last;
  }

  private void keep(Optional<CanaryRun> run) {
    try {
      run.ifPresent(store::save);
    } catch (RuntimeException e) {
      log.warn("The journal does not keep how the canary went: {}", e.getMessage());
    }
  }

  private List<Delivery> deliveries(String run) {
    try {
      return store.deliveries(run);
    } catch (RuntimeException e) {
      log.warn("The journal does not tell who was told of the canary: {}", e.getMessage());
      return List.of();
    }
  }

  /** A batch under the canary's name; on the intake's thread, so it does not wait for a disk. */
  public synchronized void onBatch(Batch batch, long now) {
    Optional<CanaryRun> waiting =
        last.filter(CanaryRun::isUnderWay)
            .filter(r -> r.alertedAt() == 0 && batch.stream().equals(r.id()));
    if (waiting.isEmpty()) {
      return;
    }
    CanaryRun received = waiting.get().received(now);
    last = Optional.of(received);
    trial.watch(
        batch,
        now,
        (alert, change) -> {
          if (change == Change.ACTIVATED) {
            last = Optional.of(received.alerted(now));
            Call call = call(received, Call.Kind.STEP, "canary", plan.person(), "");
            caller.call(told(received, alert.source(), ""), call, plan.channels());
          }
        });
  }

  private void tellFailure(CanaryRun run) {
    Call call = call(run, Call.Kind.EVERYBODY, "canary failed", Optional.empty(), "");
    caller.call(told(run, "", run.stage().word()), call, plan.others(channels));
  }

  private static Call call(
      CanaryRun run, Call.Kind kind, String told, Optional<Person> person, String why) {
    return new Call(run.id(), kind, run.startedAt(), 0, 0, told, person.map(Person::id), why);
  }

  /** As channels see it; with a reason it is the failure. */
  private static Alert told(CanaryRun run, String source, String reason) {
    Alert.Course course =
        new Alert.Course(
            Alert.State.ACTIVE,
            OptionalDouble.empty(),
            reason,
            run.startedAt(),
            Optional.of(run.startedAt()),
            Optional.empty(),
            Optional.empty(),
            1);
    return new Alert(
        run.id(),
        RULE,
        source,
        run.site(),
        "",
        "",
        "",
        severity(run, reason),
        Alert.Kind.CANARY,
        OptionalDouble.empty(),
        false,
        course,
        Alert.Handling.NONE);
  }

  private static Severity severity(CanaryRun run, String reason) {
    if (reason.isEmpty()) {
      return Severity.INFO;
    }
    return run.wentAnotherWay() ? Severity.WARNING : Severity.CRITICAL;
  }
}
