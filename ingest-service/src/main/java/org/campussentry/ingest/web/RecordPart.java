package org.campussentry.ingest.web;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.DisinfectionRecord;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.ledger.PackPart;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.sending.DailyFiles;

/** The record of disinfection of some days, for its pages and for the pack. Thread-safe. */
public final class RecordPart implements PackPart {
  private final DisinfectionDesk desk;
  private final DisinfectionRecord record;
  private final ZoneId zone;
  private final InstantSource clock;
  private final DailyFiles files = new DailyFiles();

  public RecordPart(DisinfectionDesk desk, Campus campus, People people, InstantSource clock) {
    this.desk = desk;
    this.record = new DisinfectionRecord(campus, people);
    this.zone = campus.timezone();
    this.clock = clock;
  }

  /**
   * The record.
   *
   * @param to included
   * @param paper as it is printed; else for spreadsheets, with one table for all days
   */
  DailyDocument of(LocalDate from, LocalDate to, boolean english, boolean paper) {
    Instant now = clock.instant();
    List<DisinfectionRecord.Told> told =
        slots(from, to, now).stream()
            .map(j -> new DisinfectionRecord.Told(j, desk.store().entries(j.slot().id())))
            .toList();
    return record.write(from, to, told, english, paper, now);
  }

  private List<Judged> slots(LocalDate from, LocalDate to, Instant now) {
    return desk.slots(start(from), start(to.plusDays(1)), now);
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  @Override
  public String title(boolean english) {
    return english ? "Disinfection" : "消毒记录";
  }

  @Override
  public List<File> files(LocalDate from, LocalDate to, boolean english) {
    if (slots(from, to, clock.instant()).isEmpty()) {
      return List.of();
    }
    String path = "disinfection/%s_%s.".formatted(from, to);
    String title = "%s – %s · ".formatted(from, to);
    return List.of(
        new File(path + "pdf", title + "PDF", out -> out.write(pdf(of(from, to, english, true)))),
        new File(
            path + "xlsx", title + "XLSX", out -> out.write(xlsx(of(from, to, english, false)))),
        new File(path + "csv", title + "CSV", out -> out.write(csv(of(from, to, english, false)))));
  }

  String html(DailyDocument document) {
    return files.html(document);
  }

  byte[] pdf(DailyDocument document) throws IOException {
    return files.pdf(document);
  }

  byte[] xlsx(DailyDocument document) throws IOException {
    return files.xlsx(document);
  }

  byte[] csv(DailyDocument document) throws IOException {
    return files.csv(document);
  }
}
