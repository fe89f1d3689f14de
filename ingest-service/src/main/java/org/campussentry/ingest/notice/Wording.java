package org.campussentry.ingest.notice;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts the body of a delivery into words. Pure. */
final class Wording {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  /** UCUM's codes, as people write them. */
  private static final Map<String, String> UNITS = Map.of("Cel", " ℃", "1", "", "%", " %");

  /** Ten alerts with a link each are about what a phone shows and a robot takes. */
  private static final int LISTED_MAX = 10;

  private static final Map<String, String> ZH =
      Map.ofEntries(
          Map.entry("critical", "严重"),
          Map.entry("warning", "警告"),
          Map.entry("info", "提示"),
          Map.entry("recovered", "已恢复"),
          Map.entry("place", "地点"),
          Map.entry("value", "数值"),
          Map.entry("limit", "限值"),
          Map.entry("since", "开始"),
          Map.entry("reason", "原因"),
          Map.entry("do", "处置"),
          Map.entry("report", "须上报"),
          Map.entry("report-by", "上报时限"),
          Map.entry("overdue", "已逾期"),
          Map.entry("runbook", "应急预案"),
          Map.entry("count", "次数"),
          Map.entry("times", "反复 %d 次"),
          Map.entry("late", "补传数据，事后发现"),
          Map.entry("acknowledge", "查看并确认"),
          Map.entry("look", "查看"),
          Map.entry("digest", "还有 %d 条告警通知"),
          Map.entry("more", "其余 %d 条"),
          Map.entry("open-page", "请打开网页查看"),
          Map.entry("test", "测试消息"),
          Map.entry("test-text", "这是校园哨兵的测试消息，无需处理。"),
          Map.entry("from", "发起"),
          Map.entry("timeout", "设备无应答"),
          Map.entry("checksum", "校验错误"),
          Map.entry("exception", "设备返回异常码"),
          Map.entry("sensor-fault", "传感器故障"),
          Map.entry("out-of-range", "超出量程"),
          Map.entry("not-configured", "未配置"),
          Map.entry("silent", "没有新数据"),
          Map.entry("no-run", "未检测到作业"),
          Map.entry("no-sprayer", "该区域没有喷雾机，须人工登记"),
          Map.entry("unseen", "数据缺失，尚不能证明"),
          Map.entry("wrong-area", "喷雾机在其他区域作业"),
          Map.entry("dry", "空喷：喷头堵塞或药箱空"),
          Map.entry("too-weak", "浓度不足"),
          Map.entry("strip-weak", "试纸显示浓度不足"),
          Map.entry("too-little", "用量不足"),
          Map.entry("too-short", "时长不足"),
          Map.entry("pressure", "压力超出范围"),
          Map.entry("interrupted", "作业中断"),
          Map.entry("tank", "药箱下降与流量不符"));

  private static final Map<String, String> EN =
      Map.ofEntries(
          Map.entry("critical", "Critical"),
          Map.entry("warning", "Warning"),
          Map.entry("info", "Info"),
          Map.entry("recovered", "Recovered"),
          Map.entry("place", "Place"),
          Map.entry("value", "Value"),
          Map.entry("limit", "Limit"),
          Map.entry("since", "Since"),
          Map.entry("reason", "Reason"),
          Map.entry("do", "What to do"),
          Map.entry("report", "To be reported"),
          Map.entry("report-by", "Report by"),
          Map.entry("overdue", "overdue"),
          Map.entry("runbook", "Emergency plan"),
          Map.entry("count", "Count"),
          Map.entry("times", "%d times"),
          Map.entry("late", "found afterwards, in late data"),
          Map.entry("acknowledge", "Look and acknowledge"),
          Map.entry("look", "Look"),
          Map.entry("digest", "%d more messages of alerts"),
          Map.entry("more", "%d others"),
          Map.entry("open-page", "open the page"),
          Map.entry("test", "Test message"),
          Map.entry("test-text", "This is a test of Campus Sentry. There is nothing to do."),
          Map.entry("from", "Asked for by"),
          Map.entry("timeout", "the device does not answer"),
          Map.entry("checksum", "wrong checksum"),
          Map.entry("exception", "the device answers with an exception"),
          Map.entry("sensor-fault", "sensor fault"),
          Map.entry("out-of-range", "out of range"),
          Map.entry("not-configured", "not configured"),
          Map.entry("silent", "no new data"),
          Map.entry("no-run", "no run was found"),
          Map.entry("no-sprayer", "no sprayer is there; people register it"),
          Map.entry("unseen", "readings are missing, so nothing is proven yet"),
          Map.entry("wrong-area", "the sprayer ran elsewhere"),
          Map.entry("dry", "it ran dry: nozzle blocked or tank empty"),
          Map.entry("too-weak", "too weak"),
          Map.entry("strip-weak", "too weak by the test strip"),
          Map.entry("too-little", "too little liquid"),
          Map.entry("too-short", "too short"),
          Map.entry("pressure", "pressure out of range"),
          Map.entry("interrupted", "it was interrupted"),
          Map.entry("tank", "the tank fell by less than the meter counted"));

  private final Map<String, String> words;

  private Wording(Map<String, String> words) {
    this.words = words;
  }

  /** What a body says, in the language that it names. */
  static Notice of(JsonNode body) {
    Wording wording = new Wording(body.path("language").asText().equals("en") ? EN : ZH);
    return switch (body.path("kind").asText()) {
      case "digest" -> wording.digest(body);
      case "test" -> wording.test(body);
      case MessageWriter.ORDER -> wording.report(body);
      default -> wording.alert(body);
    };
  }

  private Notice alert(JsonNode body) {
    boolean over = isOver(body);
    boolean report = body.has("reportBy");
    String value = measure(body, "value");
    String limit = measure(body, "limit");
    String since = minute(body.path("since").asText());
    List<Notice.Line> lines = new ArrayList<>();
    add(lines, "place", body.path("place").asText());
    add(lines, "value", value);
    add(lines, "limit", limit);
    add(lines, "reason", word(body.path("reason").asText()));
    add(lines, "since", since + (body.path("late").asBoolean() ? " · " + word("late") : ""));
    int count = body.path("count").asInt(1);
    add(lines, "count", count > 1 ? word("times").formatted(count) : "");
    add(lines, "do", over || report ? "" : body.path("do").asText());
    String due = minute(body.path("reportBy").asText());
    add(
        lines,
        "report-by",
        due + (body.path("overdue").asBoolean() ? " · " + word("overdue") : ""));
    String runbook = body.path("runbook").asText();
    if (!runbook.isEmpty()) {
      lines.add(new Notice.Line(word("runbook"), runbook, runbook));
    }
    String measured = value.isEmpty() ? "" : " " + value + (limit.isEmpty() ? "" : " / " + limit);
    String brief =
        head(body) + body.path("place").asText() + " " + body.path("title").asText() + measured;
    return new Notice(
        words == EN,
        tone(body),
        head(body) + body.path("title").asText() + " · " + body.path("place").asText(),
        brief
            + " "
            + (report
                ? word("report-by") + " " + due
                : since + (over ? "" : " " + body.path("do").asText())),
        lines,
        body.path("acknowledge").asText(),
        word(over || report ? "look" : "acknowledge"));
  }

  private Notice digest(JsonNode body) {
    List<JsonNode> alerts = new ArrayList<>();
    body.path("alerts").forEach(alerts::add);
    alerts.sort(Comparator.comparing(Wording::tone));
    List<Notice.Line> lines = new ArrayList<>();
    for (int i = 0; i < Math.min(alerts.size(), LISTED_MAX); i++) {
      JsonNode one = alerts.get(i);
      String text = (one.path("place").asText() + " " + measure(one, "value")).strip();
      String label = head(one) + one.path("title").asText();
      lines.add(new Notice.Line(label, text, one.path("acknowledge").asText()));
    }
    if (alerts.size() > LISTED_MAX) {
      String label = word("more").formatted(alerts.size() - LISTED_MAX);
      lines.add(new Notice.Line(label, word("open-page"), body.path("acknowledge").asText()));
    }
    String title = word("digest").formatted(alerts.size());
    String worst =
        head(alerts.get(0))
            + alerts.get(0).path("place").asText()
            + " "
            + alerts.get(0).path("title").asText();
    return new Notice(
        words == EN,
        tone(alerts.get(0)),
        title,
        worst + " · " + title,
        lines,
        body.path("acknowledge").asText(),
        word("look"));
  }

  private Notice test(JsonNode body) {
    return new Notice(
        words == EN,
        Notice.Tone.INFO,
        word("test"),
        word("test-text"),
        List.of(
            new Notice.Line(word("test"), word("test-text"), ""),
            new Notice.Line(word("from"), body.path("by").asText(), "")),
        body.path("acknowledge").asText(),
        word("look"));
  }

  /** Its words are written where it is put together. */
  private Notice report(JsonNode body) {
    List<Notice.Line> lines = new ArrayList<>();
    body.path("lines")
        .forEach(
            l -> lines.add(new Notice.Line(l.path("label").asText(), l.path("text").asText(), "")));
    return new Notice(
        words == EN,
        tone(body),
        body.path("title").asText(),
        body.path("brief").asText(),
        lines,
        body.path("page").asText(),
        word("look"));
  }

  private void add(List<Notice.Line> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(new Notice.Line(word(label), text, ""));
    }
  }

  /** Severity, or that it is over, in brackets as Chinese messages begin. */
  private String head(JsonNode body) {
    return bracketed(
        body.has("reportBy")
            ? "report"
            : isOver(body) ? "recovered" : body.path("severity").asText());
  }

  private String bracketed(String key) {
    return words == EN ? "[" + word(key) + "] " : "【" + word(key) + "】";
  }

  private static boolean isOver(JsonNode body) {
    String state = body.path("state").asText();
    return state.equals("recovered") || state.equals("closed");
  }

  private static Notice.Tone tone(JsonNode body) {
    if (body.has("reportBy")) {
      return Notice.Tone.CRITICAL;
    }
    if (isOver(body)) {
      return Notice.Tone.GOOD;
    }
    return switch (body.path("severity").asText()) {
      case "critical" -> Notice.Tone.CRITICAL;
      case "warning" -> Notice.Tone.WARNING;
      default -> Notice.Tone.INFO;
    };
  }

  private static String measure(JsonNode body, String key) {
    if (!body.path(key).isNumber()) {
      return "";
    }
    String unit = body.path("unit").asText();
    String number =
        new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(body.path(key).asDouble());
    return number + UNITS.getOrDefault(unit, " " + unit);
  }

  private static String minute(String iso) {
    return iso.isEmpty() ? "" : MINUTE.format(OffsetDateTime.parse(iso));
  }

  private String word(String key) {
    return words.getOrDefault(key, key);
  }
}
