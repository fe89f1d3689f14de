package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.campussentry.ingest.watch.Limit;
import org.campussentry.ingest.watch.Rule;

/** The rules of one point with all that a page needs to say them in words. Pure. */
final class PointRules {
  private PointRules() {}

  static JsonArray view(List<Rule> rules) {
    JsonArray list = new JsonArray();
    rules.forEach(rule -> list.add(view(rule)));
    return list;
  }

  private static JsonObject view(Rule rule) {
    JsonObject view =
        new JsonObject()
            .put("id", rule.id())
            .put("name", rule.words().name())
            .put("nameEn", rule.words().nameEn())
            .put("do", rule.words().action())
            .put("doEn", rule.words().actionEn())
            .put("severity", rule.severity().word())
            .put("forMs", rule.onDelay().toMillis())
            .put("source", rule.basis().source())
            .put("edition", rule.basis().edition())
            .put("byCampus", rule.byCampus());
    rule.limit().ifPresent(limit -> bounds(view, limit));
    return condition(view, rule.condition());
  }

  private static void bounds(JsonObject view, Limit limit) {
    limit.lower().ifPresent(bound -> view.put("lower", bound));
    limit.upper().ifPresent(bound -> view.put("upper", bound));
    // Whether a value at the bound is wrong itself.
    boolean inclusive =
        limit.upper().stream().anyMatch(limit::violatedBy)
            || limit.lower().stream().anyMatch(limit::violatedBy);
    view.put("inclusive", inclusive);
  }

  private static JsonObject condition(JsonObject view, Rule.Condition condition) {
    if (condition instanceof Rule.Rate rate) {
      return view.put("condition", rate.rise() ? "rises" : "falls")
          .put("windowMs", rate.window().toMillis());
    }
    if (condition instanceof Rule.NoData silence) {
      return view.put("condition", "no-data").put("windowMs", silence.silence().toMillis());
    }
    if (condition instanceof Rule.Stuck) {
      return view.put("condition", "stuck");
    }
    return view.put("condition", condition instanceof Rule.Coverage ? "coverage" : "value");
  }
}
