package org.campussentry.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.DailyDocument.Section;
import org.campussentry.ingest.daily.DisinfectionRecord;
import org.campussentry.ingest.daily.DisinfectionRecord.Told;
import org.campussentry.ingest.disinfection.Flaw;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Note;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Proof.State;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.sending.DailyFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The record of disinfection on paper, in both languages, read again by pdftotext. With {@code
 * -Dscreenshots=docs} its first pages are drawn for the documents.
 */
class DisinfectionPaperIT {
  private static final Path DRAWN = Path.of("..", "docs", "screenshots");
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
  private static final Campus CAMPUS =
      new Campus(
          ZONE,
          Map.of(
              "main",
              new Campus.Site(
                  "校本部",
                  "Main campus",
                  Map.of(
                      "canteen", new Campus.Area("一食堂大厅", "Canteen 1 hall", null),
                      "lift", new Campus.Area("二号楼电梯", "Lift of building 2", null),
                      "bath", new Campus.Area("浴室", "Baths", null)))),
          Map.of(),
          Map.of());

  @TempDir private Path folder;
  private final DailyFiles files = new DailyFiles();

  private static Slot slot(String area, LocalDate day, int hour) {
    Instant opens = day.atTime(hour, 0).atZone(ZONE).toInstant();
    return new Slot(
        area + "@" + day + "T" + hour,
        area,
        "main",
        area,
        opens,
        opens.plusSeconds(3600),
        new Terms(
            "84 消毒液",
            500,
            Duration.ofMinutes(30),
            12,
            Duration.ZERO,
            OptionalDouble.empty(),
            Optional.empty()),
        Optional.empty());
  }

  private static Told told(
      Slot slot,
      State measured,
      State state,
      List<Flaw> flaws,
      List<Note> notes,
      boolean ran,
      Optional<Run.Spread> strength,
      HandEntry... entries) {
    long from = slot.opens().toEpochMilli() + 180_000;
    Run run =
        new Run(
            "spray-1",
            "main",
            slot.area(),
            from,
            from + 900_000,
            false,
            900_000,
            0,
            0,
            12.6,
            List.of(),
            strength,
            Optional.empty(),
            new Run.Tank(Run.Check.AGREES, 12.5, 0),
            0);
    Proof proof =
        new Proof(
            measured,
            state,
            flaws,
            notes,
            ran ? 12.6 : 0,
            ran ? 900_000 : 0,
            strength,
            ran ? 0.957 : 1,
            ran ? List.of(run) : List.of());
    Instant found = slot.due().plusSeconds(60);
    return new Told(new Judged(slot, 1, found, Judged.Cause.COURSE, proof), List.of(entries));
  }

  private static HandEntry entry(Slot slot, HandEntry.Kind kind, String why, double strip) {
    return new HandEntry(
        slot.id(),
        kind,
        "保洁班长",
        why,
        strip > 0 ? OptionalDouble.of(strip) : OptionalDouble.empty(),
        Optional.empty(),
        "admin",
        slot.due().plusSeconds(600));
  }

  private static List<Told> slots(LocalDate day) {
    Slot strong = slot("canteen", day, 6);
    Slot unproven = slot("canteen", day, 12);
    Slot strip = slot("bath", day, 12);
    Slot hand = slot("lift", day, 6);
    Slot weak = slot("bath", day, 6);
    Slot missed = slot("lift", day, 12);
    Optional<Run.Spread> none = Optional.empty();
    State verified = State.VERIFIED;
    return List.of(
        told(
            strong,
            verified,
            verified,
            List.of(),
            List.of(Note.CONTACT_UNVERIFIED),
            true,
            Optional.of(new Run.Spread(512.4, 488, 530))),
        told(
            unproven,
            verified,
            verified,
            List.of(),
            List.of(Note.CONCENTRATION_UNVERIFIED, Note.PARTLY_UNSEEN),
            true,
            none),
        told(
            strip,
            verified,
            verified,
            List.of(),
            List.of(Note.CONCENTRATION_BY_STRIP),
            true,
            none,
            entry(strip, HandEntry.Kind.CHECKED, "", 500)),
        told(
            hand,
            State.MISSED,
            State.REGISTERED,
            List.of(Flaw.NO_RUN),
            List.of(),
            false,
            none,
            entry(hand, HandEntry.Kind.DONE, "喷雾机送修，<手工>擦拭", 300)),
        told(
            weak,
            State.FAILED,
            State.FAILED,
            List.of(Flaw.TOO_WEAK, Flaw.TOO_LITTLE),
            List.of(),
            true,
            Optional.of(new Run.Spread(210, 190, 230))),
        told(missed, State.MISSED, State.MISSED, List.of(Flaw.NO_RUN), List.of(), false, none));
  }

  @Test
  void a_day_says_what_is_measured_and_what_people_say_apart() throws Exception {
    DisinfectionRecord record = new DisinfectionRecord(CAMPUS, People.NONE);
    Instant now = DAY.plusDays(1).atTime(8, 0).atZone(ZONE).toInstant();
    for (boolean english : List.of(false, true)) {
      DailyDocument day = record.write(DAY, DAY, slots(DAY), english, true, now);
      assertThat(day.verdict())
          .isEqualTo(
              english
                  ? "6 planned, 6 due: 3 verified by sprayers, 1 registered by hand, 1 failed, 1 missed."
                  : "计划 6 项，已到期 6 项：喷雾机验证 3，人工登记 1，不合格 1，漏做 1。");
      assertThat(day.warning())
          .contains(english ? "strength not verified in 1" : "浓度未验证 1 项")
          .contains(english ? "which is no measurement" : "不是测量结果");
      Map<String, String> tables = new java.util.TreeMap<>();
      day.sections().forEach(s -> tables.put(s.id(), s.rows().toString()));
      assertThat(tables.get("slots-verified"))
          .contains(
              "512.4", english ? "not verified" : "浓度未验证", english ? "500 (strip)" : "500（试纸）")
          .doesNotContain("手工");
      assertThat(tables.get("slots-registered")).contains("手工", "保洁班长", "300");
      assertThat(tables.get("slots-undone")).contains("210", english ? "too weak" : "浓度不足");
      compare(day, english ? "disinfection-en" : "disinfection-zh");
    }
  }

  @Test
  void nothing_of_a_month_is_left_out_on_paper_and_spreadsheets_have_one_table_of_each_kind()
      throws Exception {
    List<Told> all = new ArrayList<>();
    LocalDate last = DAY.plusDays(30);
    DAY.datesUntil(last.plusDays(1)).forEach(d -> all.addAll(slots(d)));
    DisinfectionRecord record = new DisinfectionRecord(CAMPUS, People.NONE);
    Instant now = last.plusDays(1).atTime(8, 0).atZone(ZONE).toInstant();
    DailyDocument month = record.write(DAY, last, all, false, true, now);
    assertThat(month.sections()).allMatch(s -> s.rows().size() <= DailyDocument.PRINTED_MAX);
    assertThat(rows(month)).isEqualTo(6 * 31);
    compare(month, "month");
    DailyDocument tables = record.write(DAY, last, all, false, false, now);
    assertThat(tables.sections().stream().map(Section::id))
        .containsExactly("summary", "slots-verified", "slots-registered", "slots-undone");
    assertThat(rows(tables)).isEqualTo(6 * 31);
    assertThat(tables.sections().get(1).rows().get(0).get(1)).isEqualTo("11-24 06:00–07:00");
  }

  private static int rows(DailyDocument document) {
    return document.sections().stream()
        .filter(s -> s.id().startsWith("slots-"))
        .mapToInt(s -> s.rows().size())
        .sum();
  }

  private void compare(DailyDocument document, String name) throws Exception {
    Path pdf = Files.write(folder.resolve(name + ".pdf"), files.pdf(document));
    Path text = folder.resolve(name + ".txt");
    run("pdftotext", "-raw", pdf.toString(), text.toString());
    String bare = bare(Files.readString(text));
    assertThat(printed(document)).allSatisfy(p -> assertThat(bare).contains(bare(p)));
    if ("docs".equals(System.getProperty("screenshots")) && name.startsWith("disinfection")) {
      String picture = DRAWN.resolve("paper-" + name).toString();
      String page = "-f 1 -l 1 -singlefile -gray -jpeg -jpegopt quality=38,optimize=y";
      List<String> command = new ArrayList<>(List.of("pdftoppm", "-r", "72"));
      command.addAll(List.of(page.split(" ")));
      command.addAll(List.of(pdf.toString(), picture));
      run(command.toArray(String[]::new));
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
  }

  private static List<String> printed(DailyDocument document) {
    List<String> printed =
        new ArrayList<>(
            List.of(
                document.title(),
                document.subtitle(),
                document.state(),
                document.warning(),
                document.verdict()));
    printed.addAll(document.lead());
    printed.addAll(document.foot());
    document.signatures().forEach(s -> printed.add(s.role()));
    for (Section section : document.sections()) {
      printed.add(section.title());
      printed.addAll(section.columns());
      section.rows().forEach(printed::addAll);
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
