package org.campussentry.ingest.report;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.campussentry.ingest.duty.Call;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.RuleBook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens reports, watches their deadlines and takes in what is handed in. Thread-safe. All that it
 * needs lies in the journal, so a restart at any time changes nothing.
 */
public final class UpwardDesk {
  private static final Logger log = LoggerFactory.getLogger(UpwardDesk.class);

  /** More alerts than that between two rounds are a flood, of which the newest are seen. */
  private static final int RECENT_ALERTS = 1000;

  /** Of the nearest deadlines. */
  private static final int WAITING_MAX = 5000;

  /**
   * A report that waits, as the journal told of it last.
   *
   * @param made keys of the calls that were made; grows
   */
  private record Waiting(UpwardReport report, Alert alert, Set<String> made) {}

  /** What came of handing something in. */
  public sealed interface Outcome {}

  /** It is kept; the report with the new version. */
  public record Kept(UpwardReport report) implements Outcome {}

  /** Nothing is kept, with the reason and what to do. */
  public record Refused(String why) implements Outcome {}

  private final RuleBook rules;
  private final AlertStore alerts;
  private final ReportStore store;
  private final DutyDesk duty;
  private final DeadlineCalls calls;
  private Map<String, Waiting> waiting = Map.of();
  private boolean refused;
  private boolean refusedBefore;

  /** Of this process: the journal may be gone before a round has seen it. */
  private final Set<String> settled = ConcurrentHashMap.newKeySet();

  public UpwardDesk(
      RuleBook rules, AlertStore alerts, ReportStore store, DutyDesk duty, DeadlineCalls calls) {
    this.rules = rules;
    this.alerts = alerts;
    this.store = store;
    this.duty = duty;
    this.calls = calls;
  }

  public ReportStore store() {
    return store;
  }

  /**
   * Opens what is due and makes the calls of now, each once. Call it every few seconds, from one
   * thread. A journal that is away holds up no call of a report that was known before.
   *
   * @param telling hands a call over
   */
  public void round(Instant now, BiConsumer<Alert, Call> telling) {
    if (!rules.demandReports()) {
      return;
    }
    refusedBefore = refused;
    refused = false;
    try {
      waiting = refreshed(now);
    } catch (RuntimeException e) {
      refused(e);
    }
    for (Waiting one : waiting.values()) {
      if (!settled.contains(one.report().id())) {
        call(one, now, telling);
      }
    }
  }

  /** What waits now. What can't be written down for a full disk waits all the same. */
  private Map<String, Waiting> refreshed(Instant now) {
    Map<String, Waiting> next = new LinkedHashMap<>();
    for (Alert alert : alerts.list(Optional.empty(), RECENT_ALERTS)) {
      wanted(alert, now)
          .filter(report -> store.find(report.id()).isEmpty())
          .filter(report -> !open(report, alert))
          .ifPresent(report -> next.put(report.id(), known(report, alert)));
    }
    for (UpwardReport report : store.list(true, WAITING_MAX)) {
      alerts.find(report.id()).ifPresent(alert -> next.put(report.id(), known(report, alert)));
    }
    return next;
  }

  private Waiting known(UpwardReport report, Alert alert) {
    Waiting before = waiting.get(report.id());
    Set<String> made =
        before == null ? new HashSet<>(duty.store().calls(report.id())) : before.made();
    return new Waiting(report, alert, made);
  }

  /** What ended long ago, perhaps before its rule asked for a report, is not reported now. */
  private Optional<UpwardReport> wanted(Alert alert, Instant now) {
    Optional<Duration> within = rules.reportWithin(alert.rule());
    if (within.isEmpty() || alert.activeAt().isEmpty() || alert.outOfService()) {
      return Optional.empty();
    }
    Instant active = Instant.ofEpochMilli(alert.activeAt().get());
    Instant due = active.plus(within.get());
    boolean matters = alert.state() == Alert.State.ACTIVE || due.isAfter(now);
    return matters
        ? Optional.of(new UpwardReport(alert.id(), alert.site(), active, due, List.of()))
        : Optional.empty();
  }

  /** False when the journal does not take it. */
  private boolean open(UpwardReport report, Alert alert) {
    try {
      if (store.open(report)) {
        log.warn(
            "Alert {} of rule {} must be reported upward until {}",
            alert.id(),
            alert.rule(),
            report.dueAt());
      }
      return true;
    } catch (RuntimeException e) {
      refused(e);
      return false;
    }
  }

  private void call(Waiting one, Instant now, BiConsumer<Alert, Call> telling) {
    for (Call call : calls.due(one.report(), one.alert(), duty.roster(), now)) {
      if (one.made().add(call.key())) {
        // Rather twice than not at all: it is written down after it was handed over.
        telling.accept(one.alert(), call);
        try {
          duty.store().call(call, now);
        } catch (RuntimeException e) {
          refused(e);
        }
      }
    }
  }

  /** Said once, until a whole round went well. */
  private void refused(RuntimeException e) {
    if (!refused && !refusedBefore) {
      log.error("The journal is away; deadlines of reports are kept from memory meanwhile", e);
    }
    refused = true;
  }

  /** Keeps one more version; its number is given here. */
  public synchronized Outcome handIn(
      UpwardReport report,
      UpwardReport.Kind kind,
      UpwardReport.Event event,
      UpwardReport.Told told,
      UpwardReport.Signed signed,
      Instant now) {
    Optional<String> refusal = refusal(report, kind, event, told, signed, now);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    return keep(report, new UpwardReport.Version(next(report), kind, event, told, signed, now));
  }

  /**
   * Ends the calls of a report that nobody above wants, as a version of its own. It can be handed
   * in later all the same.
   *
   * @param reason why it is not required
   * @param by the account
   */
  public synchronized Outcome setAside(
      UpwardReport report, String place, String reason, String person, String by, Instant now) {
    if (report.isHandedIn()) {
      return new Refused("something was handed in already; a final version ends it");
    }
    if (!report.isWaiting()) {
      return new Refused("it is set aside already");
    }
    return keep(
        report,
        new UpwardReport.Version(
            next(report),
            UpwardReport.Kind.NOT_REQUIRED,
            new UpwardReport.Event(report.openedAt(), place, reason, 0, ""),
            Optional.empty(),
            new UpwardReport.Signed(person, "", "", by),
            now));
  }

  private static int next(UpwardReport report) {
    return report.versions().size() + 1;
  }

  private Outcome keep(UpwardReport report, UpwardReport.Version version) {
    if (!store.add(report.id(), version)) {
      return new Refused(
          "somebody handed in version " + version.number() + " meanwhile; read that first");
    }
    settled.add(report.id());
    return new Kept(report.with(version));
  }

  private static Optional<String> refusal(
      UpwardReport report,
      UpwardReport.Kind kind,
      UpwardReport.Event event,
      UpwardReport.Told told,
      UpwardReport.Signed signed,
      Instant now) {
    if (signed.recorder().equals(signed.reviewer())) {
      return Optional.of(
          "'recorder' and 'reviewer' are both "
              + signed.recorder()
              + "; another person reviews it");
    }
    if (event.happenedAt().isAfter(now) || told.reportedAt().isAfter(now)) {
      return Optional.of("'happened' and 'reported' don't lie in the future");
    }
    if (told.reportedAt().isBefore(event.happenedAt())) {
      return Optional.of("'reported' lies before 'happened'; one of the two is wrong");
    }
    boolean first = !report.isHandedIn();
    if (first != (kind == UpwardReport.Kind.FIRST)) {
      return Optional.of(
          first
              ? "nothing was handed in yet: 'kind' is first"
              : "there is a first version: 'kind' is follow-up or final");
    }
    boolean over = report.last().stream().anyMatch(last -> last.kind() == UpwardReport.Kind.FINAL);
    return over ? Optional.of("the final version is there; nothing follows it") : Optional.empty();
  }
}
