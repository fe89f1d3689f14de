package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.disinfection.Assignment;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Sprayer;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;

/** Slots, runs and what people entered, as the API shows them. Pure. */
record DisinfectionView(Campus campus, People people, Times times) {
  /** Of each state how many; {@code due} are those whose time is over. */
  JsonObject summary(List<Judged> slots, Instant now) {
    Map<String, Integer> byState = new TreeMap<>();
    for (Proof.State state : Proof.State.values()) {
      byState.put(state.word(), 0);
    }
    int due = 0;
    int done = 0;
    for (Judged judged : slots) {
      byState.merge(judged.proof().state().word(), 1, Integer::sum);
      due += judged.slot().due().isAfter(now) ? 0 : 1;
      done += judged.proof().state().isDone() ? 1 : 0;
    }
    JsonObject summary =
        new JsonObject().put("total", slots.size()).put("due", due).put("done", done);
    byState.forEach(summary::put);
    return summary;
  }

  JsonObject slot(Judged judged, List<HandEntry> entries) {
    Slot slot = judged.slot();
    Proof proof = judged.proof();
    Campus.Area area = campus.area(slot.site(), slot.area());
    JsonObject view =
        new JsonObject()
            .put("id", slot.id())
            .put("plan", slot.plan())
            .put("site", slot.site())
            .put("area", slot.area())
            .put("areaName", area.name())
            .put("areaNameEn", area.nameEn() == null ? area.name() : area.nameEn())
            .put("opens", iso(slot.opens()))
            .put("due", iso(slot.due()))
            .put("asked", asked(slot.terms()))
            .put("state", proof.state().word())
            .put("measured", proof.measured().word())
            .put("flaws", new JsonArray(proof.flaws().stream().map(f -> f.word()).toList()))
            .put("notes", new JsonArray(proof.notes().stream().map(n -> n.word()).toList()))
            .put("litres", proof.litres())
            .put("sprayedMs", proof.wetMs())
            .put("seen", proof.seen())
            .put("version", judged.version())
            .put("cause", judged.cause().word())
            .put("found", iso(judged.at()));
    slot.sprayer().ifPresent(id -> view.put("sprayer", id));
    proof.concentration().ifPresent(c -> view.put("concentration", spread(c)));
    if (!proof.runs().isEmpty()) {
      List<Run> runs = proof.runs();
      view.put("from", times.iso(runs.get(0).startMs()))
          .put("until", times.iso(runs.stream().mapToLong(Run::endMs).max().orElseThrow()));
    }
    JsonArray hand = new JsonArray();
    entries.forEach(e -> hand.add(entry(e)));
    return view.put("entries", hand);
  }

  static JsonObject asked(Terms terms) {
    JsonObject asked =
        new JsonObject()
            .put("agent", terms.agent())
            .put("concentration", terms.concentration())
            .put("contactMs", terms.contact().toMillis())
            .put("litres", terms.litres())
            .put("sprayingMs", terms.spraying().toMillis());
    terms.squareMetres().ifPresent(m -> asked.put("squareMetres", m));
    terms
        .pressure()
        .ifPresent(
            band ->
                asked.put(
                    "pressure", new JsonObject().put("low", band.low()).put("high", band.high())));
    return asked;
  }

  private static JsonObject spread(Run.Spread spread) {
    return new JsonObject()
        .put("mean", spread.mean())
        .put("min", spread.min())
        .put("max", spread.max());
  }

  JsonObject run(Run run) {
    JsonArray pauses = new JsonArray();
    run.pauses()
        .forEach(
            p ->
                pauses.add(
                    new JsonObject()
                        .put("from", times.iso(p.fromMs()))
                        .put("until", times.iso(p.untilMs()))));
    JsonObject view =
        new JsonObject()
            .put("sprayer", run.sprayer())
            .put("area", run.area())
            .put("from", times.iso(run.startMs()))
            .put("until", times.iso(run.endMs()))
            .put("running", run.running())
            .put("sprayedMs", run.wetMs())
            .put("dryMs", run.dryMs())
            .put("unseenMs", run.unseenMs())
            .put("litres", run.litres())
            .put("provenLitres", run.provenLitres())
            .put("pauses", pauses)
            .put(
                "tank",
                new JsonObject()
                    .put("check", run.tank().check().word())
                    .put("fallLitres", run.tank().fallLitres())
                    .put("refills", run.tank().refills()))
            .put("creepLitres", run.creepLitres());
    run.concentration().ifPresent(c -> view.put("concentration", spread(c)));
    run.pressure().ifPresent(p -> view.put("pressure", spread(p)));
    return view;
  }

  /** A run that belongs to no slot; one that nobody placed has no area. */
  JsonObject outside(Run run, Optional<Sprayer> sprayer) {
    Campus.Area area = campus.area(run.site(), run.area());
    JsonObject view =
        run(run)
            .put("site", run.site())
            .put("placed", !run.area().isEmpty())
            .put("areaName", area.name())
            .put("areaNameEn", area.nameEn() == null ? area.name() : area.nameEn());
    sprayer.ifPresent(
        s ->
            view.put("sprayerName", s.name())
                .put("sprayerNameEn", s.nameEn())
                .put("portable", s.isPortable()));
    return view;
  }

  JsonObject entry(HandEntry entry) {
    JsonObject view =
        new JsonObject()
            .put("kind", entry.kind().word())
            .put("person", entry.person())
            .put("personName", people.label(entry.person()))
            .put("reason", entry.reason())
            .put("by", entry.by())
            .put("at", iso(entry.at()));
    entry.strip().ifPresent(mg -> view.put("strip", mg));
    entry.closedUntil().ifPresent(until -> view.put("closedUntil", iso(until)));
    return view;
  }

  JsonObject version(Judged judged) {
    return new JsonObject()
        .put("version", judged.version())
        .put("at", iso(judged.at()))
        .put("cause", judged.cause().word())
        .put("state", judged.proof().state().word())
        .put("flaws", new JsonArray(judged.proof().flaws().stream().map(f -> f.word()).toList()))
        .put("litres", judged.proof().litres())
        .put("runs", judged.proof().runs().size());
  }

  JsonObject sprayer(Sprayer sprayer) {
    JsonObject view =
        new JsonObject()
            .put("id", sprayer.id())
            .put("name", sprayer.name())
            .put("nameEn", sprayer.nameEn())
            .put("site", sprayer.site())
            .put("device", sprayer.gateway() + ":" + sprayer.device())
            .put("portable", sprayer.isPortable());
    sprayer.area().ifPresent(area -> view.put("area", area));
    sprayer.tank().ifPresent(litres -> view.put("tankLitres", litres));
    return view;
  }

  JsonObject assignment(Assignment assignment) {
    return new JsonObject()
        .put("sprayer", assignment.sprayer())
        .put("site", assignment.site())
        .put("area", assignment.area())
        .put("from", iso(assignment.from()))
        .put("until", iso(assignment.until()))
        .put("way", assignment.way().word())
        .put("person", assignment.person())
        .put("personName", people.label(assignment.person()))
        .put("by", assignment.by())
        .put("at", iso(assignment.at()));
  }

  String iso(Instant time) {
    return times.iso(time.toEpochMilli());
  }
}
