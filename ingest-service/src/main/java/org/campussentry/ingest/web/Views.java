package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.campussentry.ingest.intake.Status;
import org.campussentry.ingest.intake.StreamStore;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.Reading;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.GatewayState;
import org.campussentry.ingest.watch.PointState;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;

/** Alerts, points and gateways as the API shows them. Pure. */
final class Views {
  /** A point whose newest value is older than this many of its periods has no data. */
  private static final int FRESH_PERIODS = 3;

  private final Campus campus;
  private final RuleBook rules;
  private final GatewayBoard gateways;
  private final Supplier<Map<String, StreamStore.Totals>> lost;
  private final Times times;

  /**
   * @param lost batches lost by gateway
   */
  Views(
      Campus campus,
      RuleBook rules,
      GatewayBoard gateways,
      Supplier<Map<String, StreamStore.Totals>> lost) {
    this.campus = campus;
    this.rules = rules;
    this.gateways = gateways;
    this.lost = lost;
    this.times = new Times(campus.timezone());
  }

  Times times() {
    return times;
  }

  /** By the full id of their point, the worst open alert. */
  static Map<String, Alert> worstBySource(List<Alert> open) {
    return open.stream()
        .filter(a -> a.state() == Alert.State.ACTIVE)
        .collect(
            Collectors.toMap(
                Alert::source,
                Function.identity(),
                (a, b) -> a.severity().compareTo(b.severity()) >= 0 ? a : b));
  }

  /** {@code normal}, {@code no-data}, or the severity of its worst alert. */
  static String state(PointState point, Map<String, Alert> worst, long now) {
    Alert alert = worst.get(point.point().id().toString());
    if (alert != null && alert.kind() != Alert.Kind.NO_DATA) {
      return alert.severity().word();
    }
    if (point.point().event()) {
      return "normal";
    }
    boolean fresh = now - point.measuredAt() <= FRESH_PERIODS * point.point().everyMillis() + 2000;
    boolean measured = point.reading() instanceof Reading.Measured;
    return alert == null && fresh && measured ? "normal" : "no-data";
  }

  JsonObject point(PointState state, Map<String, Alert> worst, long now) {
    Point point = state.point();
    JsonObject view =
        new JsonObject()
            .put("id", point.id().toString())
            .put("site", point.site())
            .put("area", point.area())
            .put("gateway", point.id().gateway())
            .put("device", point.device())
            .put("quantity", point.quantity())
            .put("unit", point.unit())
            .put("event", point.event())
            .put("everyMs", point.everyMillis())
            .put("expected", state.expected())
            .put("state", state(state, worst, now));
    if (state.reading() != null) {
      view.put("time", times.iso(state.reading().time()));
      if (state.reading() instanceof Reading.Measured measured) {
        view.put("value", measured.value());
      } else if (state.reading() instanceof Reading.Unavailable unavailable) {
        view.put("reason", unavailable.reason().wire());
      }
    }
    if (state.measuredAt() > 0 && !(state.reading() instanceof Reading.Measured)) {
      view.put("lastValue", state.measured()).put("lastTime", times.iso(state.measuredAt()));
    }
    return view;
  }

  JsonObject alert(Alert alert) {
    JsonObject view =
        new JsonObject()
            .put("id", alert.id())
            .put("rule", alert.rule())
            .put("kind", alert.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
            .put("point", alert.source())
            .put("site", alert.site())
            .put("area", alert.area())
            .put("quantity", alert.quantity())
            .put("unit", alert.unit())
            .put("severity", alert.severity().word())
            .put("state", alert.state().word())
            .put("value", alert.value().isPresent() ? alert.value().getAsDouble() : null)
            .put("limit", alert.limit().isPresent() ? alert.limit().getAsDouble() : null)
            .put("since", times.iso(alert.since()))
            .put("late", alert.late())
            .put("count", alert.count())
            .put("outOfService", alert.outOfService());
    if (alert.kind() == Alert.Kind.DRILL) {
      view.put("name", "【演练】" + alert.reason()).put("nameEn", "[DRILL] " + alert.reason());
    } else if (!alert.reason().isEmpty()) {
      view.put("reason", alert.reason());
    }
    alert.activeAt().ifPresent(at -> view.put("activeAt", times.iso(at)));
    alert.endedAt().ifPresent(at -> view.put("endedAt", times.iso(at)));
    alert.acknowledged().ifPresent(m -> view.put("acknowledged", mark(m)));
    alert.closed().ifPresent(m -> view.put("closed", mark(m)));
    alert
        .shelf()
        .ifPresent(
            s ->
                view.put(
                    "shelved",
                    new JsonObject()
                        .put("by", s.by())
                        .put("reason", s.reason())
                        .put("until", times.iso(s.until()))));
    if (alert.limit().isPresent() && alert.value().isPresent()) {
      view.put("upper", alert.isAbove());
    }
    rules.find(alert.rule()).ifPresent(rule -> describe(view, rule));
    return view;
  }

  /** Nobody was told of it. */
  JsonObject late(AlertArchive.LateExcursion late) {
    JsonObject view =
        new JsonObject()
            .put("rule", late.rule())
            .put("point", late.point())
            .put("first", times.iso(late.first()))
            .put("last", times.iso(late.last()))
            .put("worst", late.worst());
    rules
        .find(late.rule())
        .ifPresent(
            rule -> view.put("name", rule.words().name()).put("nameEn", rule.words().nameEn()));
    return view;
  }

  private static void describe(JsonObject view, Rule rule) {
    view.put("name", rule.words().name())
        .put("nameEn", rule.words().nameEn())
        .put("do", rule.words().action())
        .put("doEn", rule.words().actionEn());
    if (!rule.words().runbook().isEmpty()) {
      view.put("link", rule.words().runbook());
    }
  }

  private JsonObject mark(Alert.Mark mark) {
    JsonObject view = new JsonObject().put("by", mark.by()).put("at", times.iso(mark.at()));
    return mark.note().isEmpty() ? view : view.put("note", mark.note());
  }

  JsonObject gateway(GatewayState state, List<Alert> open) {
    boolean lost =
        open.stream()
            .anyMatch(
                a ->
                    (a.kind() == Alert.Kind.GATEWAY && a.source().equals(state.gateway()))
                        || (a.kind() == Alert.Kind.BROKER && a.site().equals(state.site())));
    Campus.Gateway known = campus.gateways().get(state.gateway());
    StreamStore.Totals losses =
        this.lost.get().getOrDefault(state.gateway(), new StreamStore.Totals(0, 0));
    JsonObject view =
        new JsonObject()
            .put("id", state.gateway())
            .put("site", state.site())
            .put("name", known == null || known.name() == null ? state.gateway() : known.name())
            .put(
                "nameEn",
                known == null || known.nameEn() == null ? state.gateway() : known.nameEn())
            .put("expected", state.expected())
            .put("state", lost ? "lost" : state.heardAt() == 0 ? "waiting" : "online")
            .put("why", why(state, lost, open))
            .put("droppedBatches", losses.dropped())
            .put("missingBatches", losses.missing());
    if (state.heardAt() > 0) {
      view.put("lastSeen", times.iso(state.heardAt()));
    }
    gateways.find(state.gateway()).ifPresent(said -> describe(view, said));
    return view;
  }

  /** Why a gateway is not online; empty when it is. */
  private String why(GatewayState state, boolean lost, List<Alert> open) {
    if (!lost) {
      return state.heardAt() == 0 ? "never" : "";
    }
    if (open.stream()
        .anyMatch(a -> a.kind() == Alert.Kind.BROKER && a.site().equals(state.site()))) {
      return "broker";
    }
    if (state.heardAt() == 0) {
      return "never";
    }
    boolean goodbye =
        gateways.find(state.gateway()).filter(said -> !said.status().online()).isPresent();
    return goodbye ? "goodbye" : "silent";
  }

  private void describe(JsonObject view, GatewayBoard.Said said) {
    Status status = said.status();
    view.put("agent", status.agent())
        .put("clock", status.clock())
        .put("goodbye", !status.online())
        .put(
            "outbox",
            new JsonObject()
                .put("batches", status.outboxBatches())
                .put("bytes", status.outboxBytes())
                .put("behind", said.isBehind()));
    SelfView.describe(view, status.self(), times);
  }

  /** Worst first, then oldest first; those that somebody claimed after those that nobody did. */
  static final Comparator<Alert> WORST_FIRST =
      Comparator.comparing(Alert::severity)
          .reversed()
          .thenComparing(a -> a.acknowledged().isPresent())
          .thenComparing(Alert::since);

  JsonArray alerts(List<Alert> alerts) {
    JsonArray list = new JsonArray();
    alerts.forEach(a -> list.add(alert(a)));
    return list;
  }
}
