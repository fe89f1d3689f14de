package org.campussentry.ingest.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.campussentry.ingest.disinfection.Assignment;
import org.campussentry.ingest.disinfection.Flaw;
import org.campussentry.ingest.disinfection.HandEntry;
import org.campussentry.ingest.disinfection.Judged;
import org.campussentry.ingest.disinfection.Note;
import org.campussentry.ingest.disinfection.Proof;
import org.campussentry.ingest.disinfection.Run;
import org.campussentry.ingest.disinfection.Slot;
import org.campussentry.ingest.disinfection.Terms;

/** Rows of slots, verdicts, runs and entries, read. */
final class DisinfectionRows {
  private DisinfectionRows() {}

  static Slot slot(ResultSet rs) throws SQLException {
    OptionalDouble low = number(rs, "pressure_low");
    OptionalDouble high = number(rs, "pressure_high");
    return new Slot(
        rs.getString("id"),
        rs.getString("plan"),
        rs.getString("site"),
        rs.getString("area"),
        time(rs, "opens_at"),
        time(rs, "due_at"),
        new Terms(
            rs.getString("agent"),
            rs.getDouble("concentration"),
            Duration.ofMillis(rs.getLong("contact_ms")),
            rs.getDouble("litres"),
            Duration.ofMillis(rs.getLong("spraying_ms")),
            number(rs, "square_metres"),
            low.isPresent()
                ? Optional.of(new Terms.Band(low.getAsDouble(), high.getAsDouble()))
                : Optional.empty()),
        Optional.ofNullable(rs.getString("sprayer")));
  }

  /** A row without a verdict is of a slot that nobody has looked at. */
  static Judged judged(Slot slot, ResultSet rs, List<Run> runs) throws SQLException {
    String state = rs.getString("state");
    if (state == null) {
      return Judged.fresh(slot, slot.opens());
    }
    Proof proof =
        new Proof(
            Proof.State.valueOf(rs.getString("measured")),
            Proof.State.valueOf(state),
            words(rs.getString("flaws"), Flaw.class),
            words(rs.getString("notes"), Note.class),
            rs.getDouble("v_litres"),
            rs.getLong("wet_ms"),
            spread(rs, "mean", "lowest", "highest"),
            rs.getDouble("seen"),
            runs);
    return new Judged(
        slot,
        rs.getInt("version"),
        time(rs, "found_at"),
        Judged.Cause.valueOf(rs.getString("cause")),
        proof);
  }

  static Run run(ResultSet rs) throws SQLException {
    return new Run(
        rs.getString("sprayer"),
        rs.getString("site"),
        rs.getString("area"),
        rs.getLong("start_at"),
        rs.getLong("end_at"),
        rs.getInt("running") == 1,
        rs.getLong("wet_ms"),
        rs.getLong("dry_ms"),
        rs.getLong("unseen_ms"),
        rs.getDouble("litres"),
        pauses(rs.getString("pauses")),
        spread(rs, "mean", "lowest", "highest"),
        spread(rs, "pressure_mean", "pressure_low", "pressure_high"),
        new Run.Tank(
            Run.Check.valueOf(rs.getString("tank")),
            rs.getDouble("fall_litres"),
            rs.getInt("refills")),
        rs.getDouble("creep_litres"));
  }

  static HandEntry entry(ResultSet rs) throws SQLException {
    long closed = rs.getLong("closed_until");
    Optional<Instant> until =
        rs.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(closed));
    return new HandEntry(
        rs.getString("slot"),
        HandEntry.Kind.valueOf(rs.getString("kind").toUpperCase(Locale.ROOT)),
        rs.getString("person"),
        rs.getString("reason"),
        number(rs, "strip"),
        until,
        rs.getString("entered_by"),
        time(rs, "entered_at"));
  }

  static Assignment assignment(ResultSet rs) throws SQLException {
    return new Assignment(
        rs.getString("sprayer"),
        rs.getString("site"),
        rs.getString("area"),
        time(rs, "from_at"),
        time(rs, "until_at"),
        Assignment.Way.valueOf(rs.getString("way").toUpperCase(Locale.ROOT)),
        rs.getString("person"),
        rs.getString("assigned_by"),
        time(rs, "assigned_at"));
  }

  static Instant time(ResultSet rs, String column) throws SQLException {
    return Instant.ofEpochMilli(rs.getLong(column));
  }

  private static OptionalDouble number(ResultSet rs, String column) throws SQLException {
    double value = rs.getDouble(column);
    return rs.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static Optional<Run.Spread> spread(ResultSet rs, String mean, String low, String high)
      throws SQLException {
    OptionalDouble of = number(rs, mean);
    return of.isEmpty()
        ? Optional.empty()
        : Optional.of(new Run.Spread(of.getAsDouble(), rs.getDouble(low), rs.getDouble(high)));
  }

  static String words(List<? extends Enum<?>> words) {
    return words.stream().map(Enum::name).collect(Collectors.joining(","));
  }

  private static <E extends Enum<E>> List<E> words(String text, Class<E> type) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(w -> Enum.valueOf(type, w)).toList();
  }

  static String pauses(List<Run.Pause> pauses) {
    return pauses.stream()
        .map(p -> p.fromMs() + "-" + p.untilMs())
        .collect(Collectors.joining(","));
  }

  private static List<Run.Pause> pauses(String text) {
    List<Run.Pause> pauses = new ArrayList<>();
    for (String pause : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int cut = pause.indexOf('-');
      pauses.add(
          new Run.Pause(
              Long.parseLong(pause.substring(0, cut)), Long.parseLong(pause.substring(cut + 1))));
    }
    return List.copyOf(pauses);
  }
}
