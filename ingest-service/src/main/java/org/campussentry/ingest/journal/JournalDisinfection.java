package org.campussentry.ingest.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.disinfection.Assignment;
import org.campussentry.ingest.disinfection.DisinfectionStore;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** {@link DisinfectionStore} in the journal. */
public final class JournalDisinfection implements DisinfectionStore {
  private static final String LAY =
      """
      INSERT INTO disinfection_slot VALUES (:id, :plan, :site, :area, :opens, :due, :agent, :concentration, :contact,
        :litres, :spraying, :metres, :low, :high, :sprayer)
      ON CONFLICT DO NOTHING
      """;

  private static final String LAID =
      """
      INSERT INTO disinfection_laid VALUES (:sites, :until)
      ON CONFLICT (sites) DO UPDATE SET laid_until = excluded.laid_until
      """;

  /** Each with a verdict; {@code %s} says which. */
  private static final String JUDGED =
      """
      SELECT s.*, v.version, v.found_at, v.cause, v.measured, v.state, v.flaws, v.notes, v.litres AS v_litres,
        v.wet_ms, v.mean, v.lowest, v.highest, v.seen
      FROM disinfection_slot s LEFT JOIN disinfection_verdict v ON v.slot = s.id
      WHERE %s
      """;

  private static final String LAST =
      "(v.version IS NULL OR v.version = (SELECT MAX(version) FROM disinfection_verdict m WHERE"
          + " m.slot = s.id))";

  private static final String JUDGE =
      """
      INSERT INTO disinfection_verdict VALUES (:slot, :version, :at, :cause, :measured, :state, :flaws, :notes,
        :litres, :wet, :mean, :lowest, :highest, :seen)
      """;

  private static final String RUN =
      """
      INSERT INTO disinfection_run VALUES (:slot, :version, :number, :sprayer, :site, :area, :start, :end, :running,
        :wet, :dry, :unseen, :litres, :pauses, :mean, :lowest, :highest, :pmean, :plow, :phigh, :tank, :fall,
        :refills, :creep)
      """;

  private final Jdbi jdbi;
  private final OwnRows own;
  private final String sites;

  JournalDisinfection(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
    this.sites = own.named();
  }

  @Override
  public Optional<Instant> laidUntil() {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT laid_until FROM disinfection_laid WHERE sites = :sites")
                .bind("sites", sites)
                .map((rs, ctx) -> DisinfectionRows.time(rs, "laid_until"))
                .findOne());
  }

  @Override
  public void layOut(List<Slot> slots, Instant until) {
    jdbi.useTransaction(
        h -> {
          if (!slots.isEmpty()) {
            PreparedBatch batch = h.prepareBatch(LAY);
            slots.forEach(slot -> lay(batch, slot));
            batch.execute();
          }
          h.createUpdate(LAID).bind("sites", sites).bind("until", until.toEpochMilli()).execute();
        });
  }

  private static void lay(PreparedBatch batch, Slot slot) {
    Terms terms = slot.terms();
    batch
        .bind("id", slot.id())
        .bind("plan", slot.plan())
        .bind("site", slot.site())
        .bind("area", slot.area())
        .bind("opens", slot.opens().toEpochMilli())
        .bind("due", slot.due().toEpochMilli())
        .bind("agent", terms.agent())
        .bind("concentration", terms.concentration())
        .bind("contact", terms.contact().toMillis())
        .bind("litres", terms.litres())
        .bind("spraying", terms.spraying().toMillis())
        .bindByType("metres", number(terms.squareMetres()), Double.class)
        .bindByType("low", terms.pressure().map(Terms.Band::low).orElse(null), Double.class)
        .bindByType("high", terms.pressure().map(Terms.Band::high).orElse(null), Double.class)
        .bindByType("sprayer", slot.sprayer().orElse(null), String.class)
        .add();
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
  }

  @Override
  public List<Judged> slots(Instant from, Instant until) {
    return jdbi.withHandle(
        h ->
            judged(
                h.createQuery(
                        JUDGED.formatted(
                            "s.opens_at >= :from AND s.opens_at < :until AND "
                                + LAST
                                + " AND "
                                + own.bySite()
                                + " ORDER BY s.opens_at, s.id"))
                    .bind("from", from.toEpochMilli())
                    .bind("until", until.toEpochMilli()),
                runs(h, from, until)));
  }

  @Override
  public List<Judged> settledSince(Instant found) {
    return jdbi.withHandle(
        h ->
            judged(
                h.createQuery(
                        JUDGED.formatted(
                            "v.version > 0 AND v.found_at >= :found AND "
                                + LAST
                                + " AND "
                                + own.bySite()
                                + " ORDER BY v.found_at, s.id"))
                    .bind("found", found.toEpochMilli()),
                bySlot(
                    h.createQuery(
                            "SELECT r.* FROM disinfection_run r JOIN disinfection_verdict v ON"
                                + " v.slot = r.slot AND v.version = r.version WHERE v.found_at >="
                                + " :found ORDER BY r.slot, r.version, r.number")
                        .bind("found", found.toEpochMilli()))));
  }

  @Override
  public Optional<Judged> slot(String id) {
    return jdbi
        .withHandle(
            h ->
                judged(
                    h.createQuery(
                            JUDGED.formatted("s.id = :id AND " + LAST + " AND " + own.bySite()))
                        .bind("id", id),
                    runs(h, id)))
        .stream()
        .findFirst();
  }

  @Override
  public List<Judged> versions(String slot) {
    return jdbi.withHandle(
        h ->
            judged(
                h.createQuery(
                        JUDGED.formatted(
                            "s.id = :id AND v.version > 0 AND "
                                + own.bySite()
                                + " ORDER BY v.version"))
                    .bind("id", slot),
                runs(h, slot)));
  }

  private static List<Judged> judged(Query query, Map<String, List<Run>> runs) {
    return query
        .map(
            (rs, ctx) -> {
              Slot slot = DisinfectionRows.slot(rs);
              String key = slot.id() + "|" + rs.getInt("version");
              return DisinfectionRows.judged(slot, rs, runs.getOrDefault(key, List.of()));
            })
        .list();
  }

  private static Map<String, List<Run>> runs(Handle h, Instant from, Instant until) {
    return bySlot(
        h.createQuery(
                "SELECT * FROM disinfection_run WHERE slot IN (SELECT id FROM disinfection_slot"
                    + " WHERE opens_at >= :from AND opens_at < :until) ORDER BY slot, version,"
                    + " number")
            .bind("from", from.toEpochMilli())
            .bind("until", until.toEpochMilli()));
  }

  private static Map<String, List<Run>> runs(Handle h, String slot) {
    return bySlot(
        h.createQuery("SELECT * FROM disinfection_run WHERE slot = :slot ORDER BY version, number")
            .bind("slot", slot));
  }

  private static Map<String, List<Run>> bySlot(Query query) {
    Map<String, List<Run>> runs = new HashMap<>();
    query
        .map(
            (rs, ctx) ->
                Map.entry(
                    rs.getString("slot") + "|" + rs.getInt("version"), DisinfectionRows.run(rs)))
        .forEach(
            e ->
                runs.computeIfAbsent(e.getKey(), k -> new java.util.ArrayList<>())
                    .add(e.getValue()));
    return runs;
  }

  @Override
  public void judge(Judged judged) {
    Proof proof = judged.proof();
    String slot = judged.slot().id();
    jdbi.useTransaction(
        h -> {
          for (String table : List.of("disinfection_verdict", "disinfection_run")) {
            h.execute("DELETE FROM " + table + " WHERE slot = ? AND version = 0", slot);
          }
          h.createUpdate(JUDGE)
              .bind("slot", slot)
              .bind("version", judged.version())
              .bind("at", judged.at().toEpochMilli())
              .bind("cause", judged.cause().name())
              .bind("measured", proof.measured().name())
              .bind("state", proof.state().name())
              .bind("flaws", DisinfectionRows.words(proof.flaws()))
              .bind("notes", DisinfectionRows.words(proof.notes()))
              .bind("litres", proof.litres())
              .bind("wet", proof.wetMs())
              .bindByType(
                  "mean", proof.concentration().map(Run.Spread::mean).orElse(null), Double.class)
              .bindByType(
                  "lowest", proof.concentration().map(Run.Spread::min).orElse(null), Double.class)
              .bindByType(
                  "highest", proof.concentration().map(Run.Spread::max).orElse(null), Double.class)
              .bind("seen", proof.seen())
              .execute();
          int number = 0;
          for (Run run : proof.runs()) {
            keep(h, judged, number++, run);
          }
        });
  }

  private static void keep(Handle h, Judged judged, int number, Run run) {
    h.createUpdate(RUN)
        .bind("slot", judged.slot().id())
        .bind("version", judged.version())
        .bind("number", number)
        .bind("sprayer", run.sprayer())
        .bind("site", run.site())
        .bind("area", run.area())
        .bind("start", run.startMs())
        .bind("end", run.endMs())
        .bind("running", run.running() ? 1 : 0)
        .bind("wet", run.wetMs())
        .bind("dry", run.dryMs())
        .bind("unseen", run.unseenMs())
        .bind("litres", run.litres())
        .bind("pauses", DisinfectionRows.pauses(run.pauses()))
        .bindByType("mean", run.concentration().map(Run.Spread::mean).orElse(null), Double.class)
        .bindByType("lowest", run.concentration().map(Run.Spread::min).orElse(null), Double.class)
        .bindByType("highest", run.concentration().map(Run.Spread::max).orElse(null), Double.class)
        .bindByType("pmean", run.pressure().map(Run.Spread::mean).orElse(null), Double.class)
        .bindByType("plow", run.pressure().map(Run.Spread::min).orElse(null), Double.class)
        .bindByType("phigh", run.pressure().map(Run.Spread::max).orElse(null), Double.class)
        .bind("tank", run.tank().check().name())
        .bind("fall", run.tank().fallLitres())
        .bind("refills", run.tank().refills())
        .bind("creep", run.creepLitres())
        .execute();
  }

  @Override
  public void enter(HandEntry entry) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "INSERT INTO disinfection_entry (slot, kind, person, reason, strip,"
                        + " closed_until, entered_by, entered_at) VALUES (:slot, :kind, :person,"
                        + " :reason, :strip, :closed, :by, :at)")
                .bind("slot", entry.slot())
                .bind("kind", entry.kind().word())
                .bind("person", entry.person())
                .bind("reason", entry.reason())
                .bindByType("strip", number(entry.strip()), Double.class)
                .bindByType(
                    "closed",
                    entry.closedUntil().map(Instant::toEpochMilli).orElse(null),
                    Long.class)
                .bind("by", entry.by())
                .bind("at", entry.at().toEpochMilli())
                .execute());
  }

  @Override
  public List<HandEntry> entries(String slot) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM disinfection_entry WHERE slot = :slot ORDER BY entered_at, id")
                .bind("slot", slot)
                .map((rs, ctx) -> DisinfectionRows.entry(rs))
                .list());
  }

  @Override
  public void assign(Assignment assignment) {
    jdbi.useHandle(
        h ->
            h.createUpdate(
                    "INSERT INTO disinfection_assignment (sprayer, site, area, from_at, until_at,"
                        + " way, person, assigned_by, assigned_at) VALUES (:sprayer, :site, :area,"
                        + " :from, :until, :way, :person, :by, :at)")
                .bind("sprayer", assignment.sprayer())
                .bind("site", assignment.site())
                .bind("area", assignment.area())
                .bind("from", assignment.from().toEpochMilli())
                .bind("until", assignment.until().toEpochMilli())
                .bind("way", assignment.way().word())
                .bind("person", assignment.person())
                .bind("by", assignment.by())
                .bind("at", assignment.at().toEpochMilli())
                .execute());
  }

  @Override
  public List<Assignment> assignments(Instant from, Instant until) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM disinfection_assignment WHERE from_at < :until AND until_at >"
                        + " :from AND "
                        + own.bySite()
                        + " ORDER BY from_at, assigned_at, id")
                .bind("from", from.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .map((rs, ctx) -> DisinfectionRows.assignment(rs))
                .list());
  }
}
