package org.campussentry.ingest.notice;

import java.util.Optional;
import org.campussentry.ingest.watch.Alert;

/**
 * The words of a message that is about no alert of a rule: each begins with what it is, in title
 * and text. Immutable.
 *
 * @param kind as programs read it
 */
record Label(String kind, String title, String action) {

  /** How the reason of an alert begins that is about a report which did not arrive. */
  private static final String UNSENT = "unsent ";

  /** Empty for an alert that has the words of its rule. */
  static Optional<Label> of(Alert alert, boolean english) {
    return switch (alert.kind()) {
      case DRILL -> Optional.of(drill(alert, english));
      case CANARY -> Optional.of(canary(alert.reason(), english));
      case REPORT ->
          Optional.of(
              alert.reason().startsWith(UNSENT)
                  ? unsent(alert.reason().substring(UNSENT.length()), english)
                  : report(alert.reason(), english));
      default -> Optional.empty();
    };
  }

  private static Label canary(String failedAt, boolean english) {
    if (failedAt.isEmpty()) {
      String mark = english ? "[SELF-TEST] " : "【自检】";
      return english
          ? new Label("canary", mark + "Alerts reach you", mark + "Nothing is left to do.")
          : new Label("canary", mark + "告警链路正常", mark + "收到即可，无须处理。");
    }
    String mark = english ? "[SELF-TEST FAILED] " : "【自检未通过】";
    return english
        ? new Label(
            "canary",
            mark + "Alerts may not reach people",
            mark
                + "It did not pass: "
                + failedAt
                + ". Check the service's log, broker and channels.")
        : new Label(
            "canary",
            mark + "告警可能无法送达",
            mark + "未通过的环节：" + words(failedAt) + "。请检查服务日志、消息服务和通知渠道。");
  }

  private static Label report(String day, boolean english) {
    return english
        ? new Label(
            "daily-report",
            "Daily report of " + day + " is not confirmed",
            "Open Reports, enter the cases, and confirm it with a second person.")
        : new Label("daily-report", day + " 日报告尚未确认", "请打开“日报告”，填报疑似和确诊，并由两人确认。");
  }

  private static Label unsent(String what, boolean english) {
    return english
        ? new Label(
            "daily-report",
            "Daily report could not be sent: " + what,
            "Open Reports and read why. Mend the channel and send it again, or hand it in yourself.")
        : new Label("daily-report", "日报告未能送达：" + what, "请打开“日报告”查看原因；修好渠道后再次发送，或下载后人工上报。");
  }

  private static String words(String stage) {
    return switch (stage) {
      case "broker" -> "消息服务";
      case "watch" -> "规则判断";
      case "call" -> "呼叫";
      default -> "通知渠道";
    };
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
