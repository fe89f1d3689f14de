package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.campussentry.ingest.intake.Ranges;
import org.campussentry.ingest.intake.StreamRecord;
import org.campussentry.ingest.intake.StreamStore;

/** {@code /api/v1/streams}: which batches of each stream arrived, and what became of the others. */
final class StreamsApi {
  private static final int LIST_MAX = 500;

  private final StreamStore streams;
  private final Times times;

  StreamsApi(StreamStore streams, Times times) {
    this.streams = streams;
    this.times = times;
  }

  void mount(Router router) {
    router.get("/api/v1/streams").handler(this::list);
  }

  private void list(RoutingContext ctx) {
    Optional<String> gateway = Optional.ofNullable(ctx.request().getParam("gateway"));
    Answers.blocking(
        ctx,
        () -> {
          JsonArray list = new JsonArray();
          streams.list(gateway, LIST_MAX).forEach(s -> list.add(stream(s)));
          return new JsonObject().put("streams", list);
        });
  }

  private JsonObject stream(StreamRecord record) {
    JsonObject view =
        new JsonObject()
            .put("gateway", record.gateway())
            .put("stream", record.stream())
            .put("ended", record.ended())
            .put("received", ranges(record.received()))
            .put("stored", ranges(record.stored()))
            .put("rejected", ranges(record.rejected()))
            .put("dropped", ranges(record.dropped()))
            .put("missing", ranges(record.missing()))
            .put("missingBatches", record.missing().count())
            .put("droppedBatches", record.dropped().count())
            .put("since", times.iso(record.firstAt()))
            .put("changed", times.iso(record.changedAt()));
    if (record.last() >= 0) {
      view.put("last", record.last());
    }
    record
        .previous()
        .ifPresent(
            p ->
                view.put(
                    "previous", new JsonObject().put("stream", p.stream()).put("seq", p.seq())));
    return view;
  }

  private static JsonArray ranges(Ranges ranges) {
    JsonArray list = new JsonArray();
    ranges.list().forEach(r -> list.add(new JsonArray().add(r[0]).add(r[1])));
    return list;
  }
}
