package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.duty.DutyStore;
import org.campussentry.ingest.duty.MaintenanceWindow;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.duty.Policy;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.notice.DeliveryStore;
import org.campussentry.ingest.report.ReportStore;
import org.campussentry.ingest.report.UpwardReport;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertStep;

/**
 * All that became of one alert: steps, calls, deliveries, maintenance, report. Reads the journal.
 */
final class AlertStory {
  private final AlertArchive archive;
  private final DeliveryStore deliveries;
  private final DutyDesk duty;
  private final ReportStore reports;
  private final Times times;
  private final InstantSource clock;

  AlertStory(
      AlertArchive archive,
      DeliveryStore deliveries,
      DutyDesk duty,
      ReportStore reports,
      Times times,
      InstantSource clock) {
    this.archive = archive;
    this.deliveries = deliveries;
    this.duty = duty;
    this.reports = reports;
    this.times = times;
    this.clock = clock;
  }

  /** Adds the story of an alert, or of a drill, to how it is shown. */
  JsonObject tell(Alert alert, JsonObject view) {
    List<AlertStep> steps = archive.steps(alert.id());
    if (steps.isEmpty()) {
      steps = AlertStep.of(alert);
    }
    List<Delivery> told = deliveries.of(alert.id());
    List<DutyStore.Made> calls = duty.store().made(alert.id());
    JsonArray deliveryViews = new JsonArray();
    told.forEach(d -> deliveryViews.add(delivery(d)));
    JsonArray callViews = new JsonArray();
    calls.forEach(c -> callViews.add(call(c)));
    view.put("deliveries", deliveryViews)
        .put("steps", steps(alert, steps))
        .put("calls", callViews)
        .put("maintenance", maintenance(alert))
        .put("people", people(ids(steps, told, calls)));
    lapse(alert).ifPresent(at -> view.put("lapses", iso(at)));
    reports.find(alert.id()).ifPresent(report -> view.put("report", report(report)));
    return view;
  }

  private String iso(Instant time) {
    return times.iso(time.toEpochMilli());
  }

  private JsonArray steps(Alert alert, List<AlertStep> steps) {
    List<JsonObject> views = new ArrayList<>(steps.stream().map(this::step).toList());
    lapsed(alert, steps)
        .forEach(at -> views.add(new JsonObject().put("kind", "lapsed").put("at", iso(at))));
    views.sort(Comparator.comparing(v -> v.getString("at")));
    return new JsonArray(views);
  }

  private JsonObject step(AlertStep step) {
    JsonObject view =
        new JsonObject().put("kind", step.kind().word()).put("at", times.iso(step.at()));
    if (!step.by().isEmpty()) {
      view.put("by", step.by());
    }
    if (!step.note().isEmpty()) {
      view.put("note", step.note());
    }
    return step.until() > 0 ? view.put("until", times.iso(step.until())) : view;
  }

  private Optional<Duration> lease(Alert alert) {
    return duty.plan().policies().of(alert).map(Policy::lease);
  }

  /** When the steps of escalation begin anew, if it stays active and nobody acknowledges again. */
  private Optional<Instant> lapse(Alert alert) {
    Optional<Alert.Mark> mark =
        alert.acknowledged().filter(m -> alert.state() == Alert.State.ACTIVE);
    return mark.flatMap(m -> lease(alert).map(Instant.ofEpochMilli(m.at())::plus));
  }

  /** When an acknowledgement lapsed: nothing had come after it for its whole lease. */
  private List<Instant> lapsed(Alert alert, List<AlertStep> steps) {
    Optional<Duration> lease = lease(alert);
    List<Instant> lapsed = new ArrayList<>();
    for (int i = 0; lease.isPresent() && i < steps.size(); i++) {
      AlertStep step = steps.get(i);
      if (step.kind() != AlertStep.Kind.ACKNOWLEDGED) {
        continue;
      }
      long end = i + 1 < steps.size() ? steps.get(i + 1).at() : clock.millis();
      Instant lapse = Instant.ofEpochMilli(step.at()).plus(lease.get());
      if (lapse.toEpochMilli() < end) {
        lapsed.add(lapse);
      }
    }
    return lapsed;
  }

  private JsonObject delivery(Delivery d) {
    JsonObject view =
        new JsonObject()
            .put("id", d.id())
            .put("channel", d.channel())
            .put("kind", d.word())
            .put("state", d.state().name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .put("attempts", d.attempts())
            .put("created", times.iso(d.createdAt()));
    if (!d.person().isEmpty()) {
      view.put("person", d.person());
    }
    if (d.acknowledgedAt() > 0) {
      view.put("acknowledged", times.iso(d.acknowledgedAt()));
    }
    if (d.sentAt() > 0) {
      view.put("sent", times.iso(d.sentAt()));
    }
    if (d.state() == Delivery.State.WAITING && d.attempts() > 0) {
      view.put("next", times.iso(d.nextAt()));
    }
    return d.error().isEmpty() ? view : view.put("error", d.error());
  }

  private JsonObject call(DutyStore.Made call) {
    JsonObject view =
        new JsonObject()
            .put("kind", call.kind().word())
            .put("at", iso(call.at()))
            .put("why", call.why());
    call.person().ifPresent(person -> view.put("person", person));
    return view;
  }

  private JsonArray maintenance(Alert alert) {
    Instant begun = Instant.ofEpochMilli(alert.activeAt().orElse(alert.since()));
    Instant ended = alert.endedAt().map(Instant::ofEpochMilli).orElse(clock.instant());
    JsonArray windows = new JsonArray();
    for (MaintenanceWindow window : duty.store().maintenance(begun)) {
      boolean here = window.concerns(alert.site(), alert.area(), alert.source());
      if (here && window.from().isBefore(ended)) {
        windows.add(
            new JsonObject()
                .put("from", iso(window.from()))
                .put("until", iso(window.until()))
                .put("reason", window.reason())
                .put("by", window.by()));
      }
    }
    return windows;
  }

  private JsonObject report(UpwardReport report) {
    String state = report.last().map(v -> v.kind().word()).orElse("waiting");
    JsonObject view =
        new JsonObject()
            .put("due", iso(report.dueAt()))
            .put("late", report.isLate(clock.instant()))
            .put("state", state);
    report.last().ifPresent(v -> view.put("recorded", iso(v.recordedAt())));
    return view;
  }

  private static Set<String> ids(
      List<AlertStep> steps, List<Delivery> told, List<DutyStore.Made> calls) {
    Set<String> ids = new HashSet<>();
    steps.forEach(s -> ids.add(s.by()));
    told.forEach(d -> ids.add(d.person()));
    calls.forEach(c -> c.person().ifPresent(ids::add));
    return ids;
  }

  private JsonObject people(Set<String> ids) {
    JsonObject people = new JsonObject();
    for (Person person : duty.plan().people().all()) {
      if (ids.contains(person.id())) {
        JsonObject view = new JsonObject().put("name", person.name());
        people.put(
            person.id(),
            person.telephone().isEmpty() ? view : view.put("telephone", person.telephone()));
      }
    }
    return people;
  }
}
