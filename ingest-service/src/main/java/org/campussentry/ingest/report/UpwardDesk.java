package org.campussentry.ingest.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private static final int WAITING_MAX = 200;

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
   * Opens what is due and makes the calls of now, each once. Call it every few seconds.
   *
   * @param telling hands a call over
   */
  public void round(Instant now, BiConsumer<Alert, Call> telling) {
    if (!rules.demandReports()) {
      return;
    }
    for (Alert alert : alerts.list(Optional.empty(), RECENT_ALERTS)) {
      open(alert, now);
    }
    for (UpwardReport report : store.list(true, WAITING_MAX)) {
      alerts.find(report.id()).ifPresent(alert -> call(report, alert, now, telling));
    }
  }

  /** What ended long ago, perhaps before its rule asked for a report, is not reported now. */
  private void open(Alert alert, Instant now) {
    Optional<Duration> within = rules.reportWithin(alert.rule());
    if (within.isEmpty() || alert.activeAt().isEmpty() || alert.outOfService()) {
      return;
    }
    Instant active = Instant.ofEpochMilli(alert.activeAt().get());
    Instant due = active.plus(within.get());
    boolean matters = alert.state() == Alert.State.ACTIVE || due.isAfter(now);
    if (matters && store.open(new UpwardReport(alert.id(), alert.site(), active, due, List.of()))) {
      log.warn(
          "Alert {} of rule {} must be reported upward until {}", alert.id(), alert.rule(), due);
    }
  }

  private void call(
      UpwardReport report, Alert alert, Instant now, BiConsumer<Alert, Call> telling) {
    Set<String> made = duty.store().calls(alert.id());
    for (Call call : calls.due(report, alert, duty.roster(), now)) {
      if (!made.contains(call.key())) {
        // Rather twice than not at all: it is remembered after it was handed over.
        telling.accept(alert, call);
        duty.store().call(call, now);
      }
    }
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
    int number = report.versions().size() + 1;
    var version = new UpwardReport.Version(number, kind, event, told, signed, now);
    return store.add(report.id(), version)
        ? new Kept(report.with(version))
        : new Refused("somebody handed in version " + number + " meanwhile; read that first");
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
    boolean first = report.versions().isEmpty();
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
