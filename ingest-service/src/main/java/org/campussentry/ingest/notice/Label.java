package org.campussentry.ingest.notice;

import java.util.Optional;
import org.campussentry.ingest.watch.Alert;

/**
 * The words of a message that is about nothing real: each begins with what it is, in title and
 * text. Immutable.
 *
 * @param kind as programs read it
 */
record Label(String kind, String title, String action) {

  /** Empty for a real alert, which has the words of its rule. */
  static Optional<Label> of(Alert alert, boolean english) {
    return alert.kind() == Alert.Kind.DRILL ? Optional.of(drill(alert, english)) : Optional.empty();
  }

  private static Label drill(Alert alert, boolean english) {
    boolean over = !alert.isOpen();
    String mark = english ? "[DRILL] " : "【演练】";
    String note = alert.reason().isEmpty() ? "" : (english ? " " : "") + alert.reason();
    if (english) {
      return new Label(
          "drill",
          mark + (over ? "The drill is over" : "Simulated alert"),
          mark
              + (over
                  ? "Nothing is left to do."
                  : "Nothing is wrong. Acknowledge it as you would a real alert." + note));
    }
    return new Label(
        "drill",
        mark + (over ? "演练结束" : "模拟告警"),
        mark + (over ? "无须处理。" : "并非真实告警，请像真实告警一样确认。" + note));
  }
}
