package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.campussentry.ingest.deadman.Beat;
import org.campussentry.ingest.deadman.Canary;
import org.campussentry.ingest.deadman.CanaryRun;
import org.campussentry.ingest.deadman.DeadMan;
import org.campussentry.ingest.deadman.Heartbeat;

/** {@code /api/v1/service}: what this service tells of itself. */
final class ServiceApi {
  /** Empty when it does not run from its jar. */
  private static final String VERSION =
      Optional.ofNullable(ServiceApi.class.getPackage().getImplementationVersion()).orElse("");

  private final DeadMan deadMan;
  private final Supplier<List<String>> troubles;
  private final Times times;
  private final InstantSource clock;
  private final long startedAt;

  ServiceApi(DeadMan deadMan, Supplier<List<String>> troubles, Times times, InstantSource clock) {
    this.deadMan = deadMan;
    this.troubles = troubles;
    this.times = times;
    this.clock = clock;
    this.startedAt = clock.millis();
  }

  void mount(Router router) {
    router.get("/api/v1/service").handler(this::service);
  }

  private void service(RoutingContext ctx) {
    JsonObject view =
        new JsonObject()
            .put("time", times.iso(clock.millis()))
            .put("version", VERSION)
            .put("started", times.iso(startedAt))
            .put("troubles", new JsonArray(troubles.get()));
    deadMan.heartbeat().ifPresent(h -> view.put("heartbeat", heartbeat(h)));
    deadMan.canary().ifPresent(c -> view.put("canary", canary(c, times)));
    Answers.json(ctx, view);
  }

  static JsonObject canary(Canary canary, Times times) {
    JsonObject view =
        new JsonObject()
            .put("at", canary.plan().at().toString())
            .put("withinMs", canary.plan().within().toMillis());
    canary.last().ifPresent(run -> view.put("last", run(run, times)));
    return view;
  }

  private static JsonObject run(CanaryRun run, Times times) {
    JsonObject view =
        new JsonObject()
            .put("day", run.day().toString())
            .put("started", times.iso(run.startedAt()))
            .put("state", run.isFailed() ? "failed" : run.isUnderWay() ? "under-way" : "passed")
            .put("stage", run.stage().word());
    Map<String, Long> reached = new LinkedHashMap<>();
    reached.put("broker", run.receivedAt());
    reached.put("watch", run.alertedAt());
    reached.put("call", run.calledAt());
    reached.put("channel", run.takenAt());
    JsonObject after = new JsonObject();
    reached.forEach(
        (stage, at) -> {
          if (at > 0) {
            after.put(stage, at - run.startedAt());
          }
        });
    view.put("afterMs", after);
    return run.channel().isEmpty() ? view : view.put("channel", run.channel());
  }

  private JsonObject heartbeat(Heartbeat heartbeat) {
    Beat beat = heartbeat.beat();
    JsonObject view =
        new JsonObject()
            .put("to", heartbeat.target().place())
            .put("everyMs", heartbeat.target().every().toMillis())
            .put("state", beat.word())
            .put("heldBy", new JsonArray(beat.heldBy()));
    if (beat.triedAt() > 0) {
      view.put("tried", times.iso(beat.triedAt()));
    }
    if (beat.takenAt() > 0) {
      view.put("taken", times.iso(beat.takenAt()));
    }
    return beat.error().isEmpty() ? view : view.put("error", beat.error());
  }
}
