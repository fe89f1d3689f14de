package org.campussentry.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.campussentry.ingest.daily.Diary.COLD;
import static org.campussentry.ingest.daily.Diary.DAY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.Diary;
import org.campussentry.ingest.sending.DailyFiles;
import org.campussentry.ingest.watch.Alert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The paper of a clean day, of one with a gap and of one with an excursion, in both languages, read
 * again by pdftotext. With {@code -Dscreenshots=docs} its first pages are drawn for the documents.
 */
class DailyPaperIT {
  private static final Path DRAWN = Path.of("..", "docs", "screenshots");

  @TempDir private Path folder;

  @Test
  void a_clean_day() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.people(212, 36.4);
      diary.made();
      diary.confirmed("");
      compare(diary, "clean", "零异常。", "Zero: nothing to report.");
    }
  }

  @Test
  void a_day_with_a_gap_of_two_hours() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.day(
          DAY,
          (p, t) ->
              (p.equals(COLD) || p.wire().startsWith("room2"))
                  && t.isAfter(diary.at(2, 10))
                  && t.isBefore(diary.at(4, 10)));
      diary.people(212, 36.4);
      diary.made();
      diary.confirmed("02:10 网关断电，值班员 02:40 到场，人工记录冷库 4 ℃；04:10 恢复供电。");
      compare(diary, "gap", "未见异常，但数据不全", "a zero is not proven");
    }
  }

  @Test
  void a_day_with_an_excursion() throws Exception {
    try (Diary diary = new Diary(folder)) {
      diary.cleanDay();
      diary.people(212, 36.4);
      long acknowledged = diary.at(10, 4).toEpochMilli();
      long closed = diary.at(11, 5).toEpochMilli();
      diary.alert(
          COLD,
          Alert.Kind.THRESHOLD,
          8,
          11.4,
          diary.at(10, 0),
          Optional.of(diary.at(10, 40)),
          new Alert.Handling(
              Optional.of(new Alert.Mark("officer-a", acknowledged, "")),
              Optional.empty(),
              false,
              Optional.of(new Alert.Mark("officer-a", closed, "门未关严，已关门；食材复测 6 ℃，未转移"))));
      diary.made();
      diary.confirmed("");
      compare(diary, "excursion", "有异常：超限 1 起。", "Not zero: 1 beyond a limit.");
    }
  }

  private void compare(Diary diary, String name, String chinese, String english) throws Exception {
    DailyFiles files = new DailyFiles();
    for (boolean inEnglish : List.of(false, true)) {
      DailyDocument document = diary.document(diary.desk.day(DAY).orElseThrow().last(), inEnglish);
      assertThat(document.verdict()).contains(inEnglish ? english : chinese);
      Path pdf = Files.write(folder.resolve(name + ".pdf"), files.pdf(document));
      Path text = folder.resolve(name + ".txt");
      run("pdftotext", "-raw", pdf.toString(), text.toString());
      String bare = bare(Files.readString(text));
      assertThat(printed(document)).allSatisfy(p -> assertThat(bare).contains(bare(p)));
      if ("docs".equals(System.getProperty("screenshots"))) {
        String picture = "report-" + name + (inEnglish ? "-en" : "-zh");
        run(
            "pdftoppm",
            "-r",
            "72",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            "-gray",
            "-jpeg",
            "-jpegopt",
            "quality=38,optimize=y",
            pdf.toString(),
            DRAWN.resolve(picture).toString());
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }

  /** All that belongs on paper; of the figures of each point there are tables elsewhere. */
  private static List<String> printed(DailyDocument document) {
    List<String> printed = new ArrayList<>(List.of(document.title(), document.subtitle()));
    printed.addAll(List.of(document.state(), document.verdict(), document.warning()));
    printed.addAll(document.lead());
    printed.addAll(document.foot());
    document.signatures().forEach(s -> printed.add(s.role() + s.name() + s.at()));
    for (DailyDocument.Section section : document.sections()) {
      if (!section.annex()) {
        printed.add(section.title());
        printed.add(section.note());
        section.rows().forEach(printed::addAll);
      }
    }
    return printed;
  }

  /** One glyph stands for several dashes, and one for ff; what is read again may be either. */
  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replace('\u2012', '\u2013')
        .replaceAll("[\\s\u00A0\u00AD]", "");
  }
}
