package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.ledger.Cell;
import org.campussentry.ingest.ledger.Change;
import org.campussentry.ingest.ledger.HandValue;
import org.campussentry.ingest.ledger.Ledger;
import org.campussentry.ingest.ledger.LedgerDesk;
import org.campussentry.ingest.ledger.LedgerKey;
import org.campussentry.ingest.ledger.LedgerStore;
import org.campussentry.ingest.ledger.LedgerVersion;
import org.campussentry.ingest.ledger.LedgerView;
import org.campussentry.ingest.ledger.LedgerWriter;
import org.campussentry.ingest.reading.PointId;

/** Ledgers as the API shows them: what paper says, beside the figures. */
record LedgerJson(LedgerDesk desk, Times times) {
  /**
   * A ledger to be shown.
   *
   * @param kept empty for one as it would be issued now
   */
  record Shown(
      LedgerKey key,
      Ledger ledger,
      Optional<LedgerVersion.Kept> kept,
      int versions,
      List<Change> changes,
      LedgerView view) {}

  Shown now(LedgerKey key, boolean english, Instant now) throws HistoryException {
    Ledger ledger = desk.make(key, now).ledger();
    List<LedgerVersion.Kept> versions = desk.store().versions(key);
    List<Change> changes =
        versions.isEmpty()
            ? List.of()
            : Change.between(versions.get(versions.size() - 1).version().ledger(), ledger);
    LedgerView view = writer(english).draft(key, ledger, changes, now);
    return new Shown(key, ledger, Optional.empty(), versions.size(), changes, view);
  }

  Shown version(List<LedgerVersion.Kept> versions, int number, boolean english) {
    LedgerVersion.Kept kept = versions.get(number - 1);
    List<Change> changes = changes(versions, number);
    return new Shown(
        kept.version().key(),
        kept.version().ledger(),
        Optional.of(kept),
        versions.size(),
        changes,
        writer(english).issued(kept, changes));
  }

  private LedgerWriter writer(boolean english) {
    return new LedgerWriter(english, desk.zone());
  }

  private static List<Change> changes(List<LedgerVersion.Kept> versions, int number) {
    return number == 1
        ? List.of()
        : Change.between(
            versions.get(number - 2).version().ledger(),
            versions.get(number - 1).version().ledger());
  }

  JsonObject issued(LedgerStore.Issued one) {
    return key(one.key())
        .put("version", one.number())
        .put("issued", times.iso(one.issuedAt().toEpochMilli()))
        .put("digest", one.digest());
  }

  private static JsonObject key(LedgerKey key) {
    JsonObject view =
        new JsonObject()
            .put("span", key.span().toString())
            .put("site", key.site())
            .put("area", key.area());
    key.point().map(PointId::toString).ifPresent(id -> view.put("point", id));
    return view;
  }

  JsonObject json(Shown shown, Instant now) {
    LedgerView view = shown.view();
    JsonArray points = new JsonArray();
    for (int i = 0; i < view.parts().size(); i++) {
      points.add(part(view.parts().get(i), shown.ledger().sheets().get(i)));
    }
    JsonObject json =
        key(shown.key())
            .put("title", view.title())
            .put("over", !shown.key().span().end(desk.zone()).isAfter(now))
            .put("versions", shown.versions())
            .put("head", facts(view.head()))
            .put("columns", new JsonArray(view.columns()))
            .put("excursionColumns", new JsonArray(view.excursionColumns()))
            .put("points", points)
            .put("changes", new JsonArray(view.changes()));
    shown.kept().ifPresent(kept -> json.put("version", about(kept)));
    return json;
  }

  private static JsonArray facts(List<LedgerView.Fact> facts) {
    JsonArray all = new JsonArray();
    facts.forEach(f -> all.add(new JsonObject().put("name", f.name()).put("text", f.text())));
    return all;
  }

  private JsonObject about(LedgerVersion.Kept kept) {
    LedgerVersion version = kept.version();
    return new JsonObject()
        .put("number", version.number())
        .put("cause", version.cause().word())
        .put("recorder", version.recorder())
        .put("reviewer", version.reviewer())
        .put("by", version.by())
        .put("issued", times.iso(version.issuedAt().toEpochMilli()))
        .put("digest", kept.digest())
        .put("previous", version.previous())
        .put("intact", kept.isIntact());
  }

  private JsonObject part(LedgerView.Part part, Ledger.Sheet sheet) {
    JsonArray rows = new JsonArray();
    for (int i = 0; i < sheet.cells().size(); i++) {
      rows.add(row(part.rows().get(i), sheet.cells().get(i)));
    }
    JsonArray excursions = new JsonArray();
    part.excursions().forEach(texts -> excursions.add(new JsonArray(texts)));
    LedgerView.Row whole = part.rows().get(part.rows().size() - 1);
    JsonObject json =
        new JsonObject()
            .put("id", part.point())
            .put("title", part.title())
            .put("quantity", sheet.quantity())
            .put("unit", sheet.unit())
            .put("facts", facts(part.facts()))
            .put("rows", rows)
            .put("whole", new JsonArray(whole.texts()))
            .put("excursions", excursions);
    put(json, "low", sheet.low());
    put(json, "high", sheet.high());
    sheet.values().ifPresent(values -> put(json, values));
    return account(json, sheet.sum());
  }

  private static void put(JsonObject json, String name, OptionalDouble value) {
    value.ifPresent(v -> json.put(name, v));
  }

  private static void put(JsonObject json, Cell.Values values) {
    json.put("min", values.min()).put("mean", values.mean()).put("max", values.max());
  }

  private static JsonObject account(JsonObject json, Cell.Account account) {
    JsonObject why = new JsonObject();
    account.unavailable().forEach((r, n) -> why.put(r.isEmpty() ? "unknown" : r, n));
    put(json, "lacking", account.lacking());
    return json.put("expected", account.expected())
        .put("measured", account.measured())
        .put("late", account.late())
        .put("unavailable", why)
        .put("untimed", account.untimed())
        .put("missing", account.missing());
  }

  private JsonObject row(LedgerView.Row row, Cell cell) {
    JsonArray hand = new JsonArray();
    cell.hand().forEach(h -> hand.add(hand(h)));
    JsonObject json =
        new JsonObject()
            .put("label", cell.label())
            .put("from", times.iso(cell.fromMs()))
            .put("to", times.iso(cell.toMs()))
            .put("state", cell.state().word())
            .put("over", cell.over())
            .put("under", cell.under())
            .put("texts", new JsonArray(row.texts()))
            .put("hand", hand);
    cell.values().ifPresent(values -> put(json, values));
    return account(json, cell.account());
  }

  private JsonObject hand(Cell.Hand hand) {
    return new JsonObject()
        .put("time", times.iso(hand.atMs()))
        .put("value", hand.value())
        .put("reason", hand.reason())
        .put("person", hand.person())
        .put("by", hand.by())
        .put("entered", times.iso(hand.enteredMs()));
  }

  JsonObject hand(HandValue value) {
    return new JsonObject()
        .put("time", times.iso(value.at().toEpochMilli()))
        .put("value", value.value())
        .put("reason", value.reason())
        .put("person", value.person())
        .put("by", value.by())
        .put("entered", times.iso(value.entered().toEpochMilli()));
  }

  /** The newest first. */
  JsonObject versions(LedgerKey key, boolean english) {
    List<LedgerVersion.Kept> versions = desk.store().versions(key);
    JsonArray all = new JsonArray();
    for (int number = versions.size(); number >= 1; number--) {
      LedgerVersion.Kept kept = versions.get(number - 1);
      String before = number == 1 ? "" : versions.get(number - 2).digest();
      LedgerView view = writer(english).issued(kept, changes(versions, number));
      all.add(
          about(kept)
              .put("chained", kept.version().previous().equals(before))
              .put("changes", new JsonArray(view.changes())));
    }
    return key(key).put("versions", all);
  }
}
