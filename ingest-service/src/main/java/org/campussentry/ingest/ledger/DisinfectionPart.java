package org.campussentry.ingest.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.campussentry.ingest.disinfection.DisinfectionStore;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.print.Csv;
import org.campussentry.ingest.print.Sheet;
import org.campussentry.ingest.print.Xlsx;
import org.campussentry.ingest.reading.Campus;

/** Disinfection in the pack: one line a slot, with what proves it, as XLSX and CSV. */
public final class DisinfectionPart implements PackPart {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Campus campus;
  private final People people;
  private final DisinfectionStore store;

  public DisinfectionPart(Campus campus, People people, DisinfectionStore store) {
    this.campus = campus;
    this.people = people;
    this.store = store;
  }

  @Override
  public String title(boolean english) {
    return Word.PACK_DISINFECTION.in(english);
  }

  @Override
  public List<File> files(LocalDate from, LocalDate to, boolean english) {
    ZoneId zone = campus.timezone();
    Instant start = from.atStartOfDay(zone).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(zone).toInstant();
    List<Judged> slots = store.slots(start, end);
    if (slots.isEmpty()) {
      return List.of();
    }
    String path = "disinfection/%s_%s".formatted(from, to);
    String title = "%s – %s".formatted(from, to);
    return List.of(
        new File(
            path + ".xlsx",
            title + " · XLSX",
            out -> Xlsx.write(List.of(table(slots, english)), out)),
        new File(path + ".csv", title + " · CSV", out -> Csv.write(table(slots, english), out)));
  }

  private Sheet table(List<Judged> slots, boolean english) {
    List<Sheet.Row> rows = new ArrayList<>();
    rows.add(Sheet.Row.head(List.of(Word.SLOT_COLUMNS.in(english).split("\\|", -1))));
    slots.forEach(judged -> rows.add(row(judged, english)));
    return new Sheet(title(english), rows);
  }

  private Sheet.Row row(Judged judged, boolean english) {
    var slot = judged.slot();
    var proof = judged.proof();
    Campus.Area area = campus.area(slot.site(), slot.area());
    return Sheet.Row.texts(
        List.of(
            english && area.nameEn() != null ? area.nameEn() : area.name(),
            time(slot.opens()),
            time(slot.due()),
            Word.slot(proof.state().word(), english),
            slot.terms().agent(),
            number(slot.terms().concentration()),
            proof.concentration().map(c -> number(c.mean())).orElse(""),
            number(slot.terms().litres()),
            number(proof.litres()),
            proof.flaws().stream().map(f -> f.word()).collect(Collectors.joining(", ")),
            store.entries(slot.id()).stream().map(this::entry).collect(Collectors.joining("; ")),
            String.valueOf(judged.version())));
  }

  private String entry(HandEntry entry) {
    return "%s %s %s".formatted(people.label(entry.person()), time(entry.at()), entry.reason());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private String time(Instant time) {
    return TIME.format(time.atZone(campus.timezone()));
  }
}
