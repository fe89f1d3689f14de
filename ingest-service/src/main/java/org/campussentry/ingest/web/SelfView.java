package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.campussentry.ingest.intake.SelfReport;

/** What a gateway knows of itself as the API shows it. Pure. */
final class SelfView {
  private SelfView() {}

  static void describe(JsonObject gateway, SelfReport self, Times times) {
    self.outboxHours().ifPresent(hours -> gateway.put("outboxHours", hours));
    self.config().ifPresent(config -> gateway.put("config", config(config)));
    self.disk()
        .ifPresent(
            disk ->
                gateway.put(
                    "disk", new JsonObject().put("free", disk.free()).put("total", disk.total())));
    self.board().ifPresent(celsius -> gateway.put("board", celsius));
    var buses = new JsonArray();
    self.buses().forEach(bus -> buses.add(bus(bus, times)));
    if (!buses.isEmpty()) {
      gateway.put("buses", buses);
    }
  }

  private static JsonObject config(SelfReport.Config config) {
    JsonObject view =
        new JsonObject()
            .put("source", config.version().isPresent() ? "campus" : "local")
            .put("trying", config.trying())
            .put("local", config.local())
            .put("edited", config.edited());
    config.version().ifPresent(version -> view.put("version", version));
    config
        .refused()
        .ifPresent(
            refused ->
                view.put(
                    "refused",
                    new JsonObject().put("version", refused.version()).put("why", refused.why())));
    return view;
  }

  private static JsonObject bus(SelfReport.Bus bus, Times times) {
    var devices = new JsonArray();
    for (SelfReport.Device device : bus.devices()) {
      var counts = new JsonObject();
      device.counts().forEach(counts::put);
      devices.add(
          new JsonObject()
              .put("id", device.id())
              .put("state", device.state())
              .put("since", times.iso(device.since()))
              .put("counts", counts));
    }
    return new JsonObject()
        .put("name", bus.name())
        .put("load", bus.load())
        .put("away", bus.away())
        .put("devices", devices);
  }
}
