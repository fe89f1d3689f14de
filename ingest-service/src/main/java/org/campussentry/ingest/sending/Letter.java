package org.campussentry.ingest.sending;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDocument;

/**
 * What stands in the mail or webhook that brings a report. Whatever is less than a confirmed report
 * of a whole day with all its readings is said in the subject, which is the first line, too. Pure.
 *
 * @param replaces what arrived at the same receiver before, when it said something else
 */
record Letter(
    Sending sending, DailyDay.Version version, DailyDocument paper, Optional<Sending> replaces) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LISTED_MAX = 10;

  /**
   * The body.
   *
   * @param page where people look at it
   * @param files names of the files that go with it
   */
  String body(String page, List<String> files) {
    boolean english = sending.english();
    ObjectNode body = JSON.createObjectNode();
    body.put("delivery", sending.delivery().id())
        .put("kind", "daily-report")
        .put("date", sending.date().toString())
        .put("version", version.number())
        .put("confirmed", version.state().isConfirmed())
        .put("sufficient", version.sufficient())
        .put("over", version.over())
        .put("state", version.state().word())
        .put("verdict", version.verdict().word())
        .put("digest", version.digest())
        .put("severity", version.sufficient() && version.over() ? "info" : "warning")
        .put("language", english ? "en" : "zh")
        .put("title", title())
        .put("brief", title() + " " + paper.verdict())
        .put("page", page);
    replaces.ifPresent(r -> body.put("replaces", r.version()));
    line(body, english ? "Verdict" : "结论", paper.verdict());
    line(body, english ? "Mind" : "注意", paper.warning());
    line(body, english ? "State" : "状态", paper.state());
    line(body, english ? "Rests on" : "依据", String.join(english ? " " : "", paper.lead()));
    paper.sections().stream()
        .filter(s -> s.id().equals("calibration"))
        .forEach(s -> line(body, s.title(), instruments(s)));
    line(body, english ? "Files" : "附件", String.join(english ? ", " : "、", files));
    line(body, english ? "Digest" : "摘要", version.digest());
    return body.toString();
  }

  /** Which must be calibrated, and until when: the first and the fourth column. */
  private static String instruments(DailyDocument.Section section) {
    return section.rows().stream()
        .limit(LISTED_MAX)
        .map(row -> row.get(0) + " " + row.get(3) + " " + row.get(4))
        .collect(Collectors.joining("\n"));
  }

  private static void line(ObjectNode body, String label, String text) {
    if (!text.isEmpty()) {
      body.withArray("lines").addObject().put("label", label).put("text", text);
    }
  }

  private String title() {
    List<String> marks = new ArrayList<>();
    boolean english = sending.english();
    if (!version.state().isConfirmed()) {
      marks.add(english ? "UNCONFIRMED" : "未确认");
    }
    if (!version.sufficient()) {
      marks.add(english ? "DATA MISSING" : "数据不全");
    }
    if (!version.over()) {
      marks.add(english ? "DAY NOT OVER" : "当日未结束");
    }
    replaces.ifPresent(r -> marks.add(replacing(r, english)));
    StringBuilder title = new StringBuilder();
    marks.forEach(m -> title.append(english ? "[" + m + "] " : "【" + m + "】"));
    return title.append(paper.title()).append(" · ").append(paper.subtitle()).toString();
  }

  private String replacing(Sending before, boolean english) {
    if (before.version() == version.number()) {
      return english ? "REPLACES THE UNCONFIRMED ONE" : "替换未确认稿";
    }
    return english ? "CORRECTS VERSION " + before.version() : "更正第 " + before.version() + " 版";
  }
}
