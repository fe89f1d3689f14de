package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.supply.Books;
import org.campussentry.ingest.supply.Item;
import org.campussentry.ingest.supply.Movement;
import org.campussentry.ingest.supply.Stock;

/** Supplies and their books as the API shows them. Pure. */
record SuppliesView(Campus campus, People people, Times times) {
  private static final int LINES_MAX = 200;

  JsonObject item(Item item) {
    JsonObject view =
        new JsonObject()
            .put("id", item.id())
            .put("site", item.site())
            .put("name", item.name())
            .put("nameEn", item.nameEn())
            .put("unit", item.unit())
            .put("unitEn", item.unitEn())
            .put("minimum", item.minimum());
    item.agent()
        .ifPresent(
            agent ->
                view.put(
                    "agent",
                    new JsonObject().put("name", agent.name()).put("strength", agent.strength())));
    item.area().ifPresent(area -> view.put("area", area));
    return view;
  }

  /** How it stands; what nobody knows is left out. */
  JsonObject stock(Stock stock, LocalDate today) {
    JsonObject view =
        new JsonObject()
            .put("state", stock.state().word())
            .put("forecast", stock.forecast().word());
    stock.stock().ifPresent(amount -> view.put("stock", amount));
    stock.perDay().ifPresent(mean -> view.put("perDay", mean));
    stock.days().ifPresent(days -> view.put("days", days));
    stock.lowSince().ifPresent(at -> view.put("lowSince", times.iso(at.toEpochMilli())));
    stock.counted().ifPresent(at -> view.put("counted", times.iso(at.toEpochMilli())));
    stock
        .expires()
        .ifPresent(day -> view.put("expires", day.toString()).put("expired", day.isBefore(today)));
    return view;
  }

  /** The newest first. */
  JsonArray lines(Books books) {
    List<Books.Line> newest = new ArrayList<>(books.lines());
    Collections.reverse(newest);
    JsonArray list = new JsonArray();
    newest.stream().limit(LINES_MAX).forEach(line -> list.add(line(line)));
    return list;
  }

  private JsonObject line(Books.Line line) {
    JsonArray corrections = new JsonArray();
    line.corrections().forEach(m -> corrections.add(movement(m)));
    JsonObject view =
        movement(line.movement()).put("right", line.amount()).put("corrections", corrections);
    line.before().ifPresent(stock -> view.put("before", stock));
    line.after().ifPresent(stock -> view.put("after", stock));
    return view;
  }

  JsonObject movement(Movement movement) {
    JsonObject view =
        new JsonObject()
            .put("number", movement.number())
            .put("kind", movement.kind().word())
            .put("amount", movement.amount())
            .put("at", times.iso(movement.at().toEpochMilli()))
            .put("note", movement.note())
            .put("entered", times.iso(movement.enteredAt().toEpochMilli()));
    if (!movement.person().isEmpty()) {
      view.put("person", movement.person())
          .put("personName", people.label(movement.person()))
          .put("by", movement.by());
    }
    movement.corrects().ifPresent(number -> view.put("corrects", number));
    movement.slot().ifPresent(of -> view.put("slot", of.slot()).put("slotVersion", of.number()));
    movement.expires().ifPresent(day -> view.put("expires", day.toString()));
    return view;
  }
}
