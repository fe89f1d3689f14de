package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleChange;
import org.campussentry.ingest.watch.RuleSet;
import org.campussentry.ingest.watch.WrittenRule;

/** Rules as the API shows them. Pure. */
final class RuleView {
  private final Times times;

  RuleView(Times times) {
    this.times = times;
  }

  JsonObject all(RuleSet set) {
    JsonArray rules = new JsonArray();
    set.all().forEach(rule -> rules.add(one(set, rule)));
    JsonArray unread = new JsonArray();
    set.unread()
        .forEach(
            (id, why) ->
                unread.add(
                    new JsonObject()
                        .put("id", id)
                        .put("why", why)
                        .put("version", set.change(id).map(RuleChange::number).orElse(0))));
    return new JsonObject().put("rules", rules).put("unread", unread);
  }

  JsonObject one(RuleSet set, WrittenRule written) {
    JsonObject view =
        view(written.rule())
            .put("on", written.on())
            .put("origin", written.origin().word())
            .put("inFile", set.inFile(written.id()).isPresent())
            .put("fileEdited", set.isFileEdited(written.id()))
            .put("version", set.change(written.id()).map(RuleChange::number).orElse(0))
            .put("keys", new JsonObject(written.keys()));
    written.reportWithin().ifPresent(w -> view.put("reportWithinMs", w.toMillis()));
    set.change(written.id()).ifPresent(change -> view.put("changed", mark(change)));
    return view;
  }

  /** With its course; what it was before a change is the change before, or the file's. */
  JsonObject whole(RuleSet set, WrittenRule written, List<RuleChange> changes, long openAlerts) {
    JsonArray course = new JsonArray();
    for (RuleChange change : changes) {
      JsonObject view = mark(change).put("version", change.number());
      change.keys().ifPresent(keys -> view.put("keys", new JsonObject(keys)));
      change.base().ifPresent(keys -> view.put("base", new JsonObject(keys)));
      course.add(view);
    }
    JsonObject view = one(set, written).put("changes", course).put("openAlerts", openAlerts);
    set.inFile(written.id()).ifPresent(f -> view.put("file", new JsonObject(f.keys())));
    return view;
  }

  private JsonObject mark(RuleChange change) {
    return new JsonObject().put("by", change.by()).put("at", times.iso(change.at().toEpochMilli()));
  }

  private static JsonObject view(Rule rule) {
    JsonObject view =
        new JsonObject()
            .put("id", rule.id())
            .put("name", rule.words().name())
            .put("nameEn", rule.words().nameEn())
            .put("do", rule.words().action())
            .put("doEn", rule.words().actionEn())
            .put("link", rule.words().runbook())
            .put("severity", rule.severity().word())
            .put("quantity", rule.scope().quantity())
            .put("area", rule.scope().area())
            .put("forMs", rule.onDelay().toMillis())
            .put("clearForMs", rule.offDelay().toMillis())
            .put("source", rule.basis().source())
            .put("edition", rule.basis().edition())
            .put("byCampus", rule.byCampus());
    rule.scope().point().ifPresent(point -> view.put("point", point));
    rule.scope().tag().ifPresent(tag -> view.put("tag", tag));
    rule.limit()
        .ifPresent(
            limit -> {
              limit.lower().ifPresent(bound -> view.put("lower", bound));
              limit.upper().ifPresent(bound -> view.put("upper", bound));
            });
    return view.put("condition", condition(rule.condition()));
  }

  private static String condition(Rule.Condition condition) {
    if (condition instanceof Rule.Value) {
      return "value";
    }
    if (condition instanceof Rule.Rate rate) {
      return rate.rise() ? "rises" : "falls";
    }
    if (condition instanceof Rule.Stuck) {
      return "stuck";
    }
    if (condition instanceof Rule.Coverage) {
      return "coverage";
    }
    if (condition instanceof Rule.BrokerSilent) {
      return "broker-silent";
    }
    if (condition instanceof Rule.Disinfection disinfection) {
      return "disinfection-" + disinfection.stage().word();
    }
    if (condition instanceof Rule.Stock) {
      return "stock-low";
    }
    return condition instanceof Rule.NoData ? "no-data" : "gateway-silent";
  }
}
