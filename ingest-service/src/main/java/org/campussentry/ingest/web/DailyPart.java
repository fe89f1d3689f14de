package org.campussentry.ingest.web;

import java.time.LocalDate;
import java.util.List;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.daily.DailyWriter;
import org.campussentry.ingest.ledger.PackPart;
import org.campussentry.ingest.sending.DailyFiles;

/** Reports of days in the pack for an inspector: the last version of each as PDF. Thread-safe. */
public final class DailyPart implements PackPart {
  private final DailyDesk desk;
  private final DailyWriter writer;
  private final DailyFiles files = new DailyFiles();

  public DailyPart(DailyDesk desk, DailyWriter writer) {
    this.desk = desk;
    this.writer = writer;
  }

  @Override
  public String title(boolean english) {
    return english ? "Reports of days" : "日报告";
  }

  @Override
  public List<File> files(LocalDate from, LocalDate to, boolean english) {
    return from.datesUntil(to.plusDays(1))
        .flatMap(date -> desk.day(date).stream())
        .filter(day -> !day.versions().isEmpty())
        .map(day -> file(day, day.versions().get(day.versions().size() - 1), english))
        .toList();
  }

  private File file(DailyDay day, DailyDay.Version version, boolean english) {
    return new File(
        "reports/%s_v%d.pdf".formatted(day.date(), version.number()),
        "%s · %d".formatted(day.date(), version.number()),
        out -> out.write(files.pdf(DailyFiles.document(desk, writer, day, version, english))));
  }
}
