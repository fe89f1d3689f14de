package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What a screen that everybody passes may show: telephone numbers keep their last two digits. */
final class Masked {
  private Masked() {}

  /** The same answer, for a wall; whatever is called {@code telephone} in it is masked. */
  static JsonObject telephones(JsonObject answer) {
    JsonObject masked = new JsonObject();
    for (Map.Entry<String, Object> field : answer) {
      masked.put(
          field.getKey(),
          field.getKey().equals("telephone") && field.getValue() instanceof String number
              ? number(number)
              : value(field.getValue()));
    }
    return masked;
  }

  private static Object value(Object value) {
    if (value instanceof JsonObject object) {
      return telephones(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray masked = new JsonArray();
      array.forEach(v -> masked.add(value(v)));
      return masked;
    }
    return value;
  }

  private static String number(String number) {
    int shown = Math.max(0, number.length() - 2);
    return "•".repeat(shown) + number.substring(shown);
  }
}
