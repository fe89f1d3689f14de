package org.campussentry.ingest.sending;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** As what a report is sent. */
public enum Form {
  PDF("application/pdf"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  CSV("text/csv; charset=utf-8"),
  JSON("application/json");

  private final String type;

  Form(String type) {
    this.type = type;
  }

  /** As MIME spells it. */
  String type() {
    return type;
  }

  /** As configuration and API spell it, and as the name of its file ends. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that word, or empty. */
  public static Optional<Form> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }
}
