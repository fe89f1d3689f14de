package org.campussentry.ingest.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.campussentry.ingest.intake.DayCounts;
import org.campussentry.ingest.intake.Ranges;
import org.campussentry.ingest.intake.StreamRecord;
import org.campussentry.ingest.intake.StreamStore;
import org.campussentry.ingest.intake.Tally;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Reason;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** {@link StreamStore} in the journal, and the counts of each day. */
public final class JournalStreams implements StreamStore {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String SAVE_STREAM =
      """
      INSERT INTO stream VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (gateway, stream) DO UPDATE SET previous_stream = excluded.previous_stream,
        previous_seq = excluded.previous_seq, ended = excluded.ended, last_seq = excluded.last_seq,
        received = excluded.received, stored = excluded.stored, rejected = excluded.rejected,
        announced = excluded.announced, missing = excluded.missing, dropped = excluded.dropped,
        first_at = excluded.first_at, changed_at = excluded.changed_at
      """;

  private static final String SAVE_COUNTS =
      """
      INSERT INTO arrival VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (day, gateway, point) DO UPDATE SET hours = excluded.hours, measured = excluded.measured,
        late = excluded.late, untimed = excluded.untimed, unavailable = excluded.unavailable, by_hour = excluded.by_hour
      """;

  /** Points and days whose sums are kept in memory; of others they are read. */
  private static final int RECENT_MAX = 40_000;

  private final Jdbi jdbi;
  private final OwnRows own;
  private final Map<DayCounts.Key, DayCounts> recent =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DayCounts.Key, DayCounts> eldest) {
          return size() > RECENT_MAX;
        }
      };

  JournalStreams(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public void save(Collection<StreamRecord> streams, Map<DayCounts.Key, DayCounts> counts) {
    Map<DayCounts.Key, DayCounts> sums = new HashMap<>();
    jdbi.useTransaction(
        h -> {
          if (!streams.isEmpty()) {
            PreparedBatch batch = h.prepareBatch(SAVE_STREAM);
            streams.forEach(s -> add(batch, s));
            batch.execute();
          }
          for (var entry : counts.entrySet()) {
            DayCounts sum = new DayCounts().addAll(soFar(h, entry.getKey()));
            sums.put(entry.getKey(), sum.addAll(entry.getValue()));
          }
          add(h, sums);
        });
    synchronized (recent) {
      recent.putAll(sums);
    }
  }

  /** What is committed already. This process alone counts the points of its gateways. */
  private DayCounts soFar(Handle h, DayCounts.Key key) {
    synchronized (recent) {
      DayCounts known = recent.get(key);
      if (known != null) {
        return known;
      }
    }
    DayCounts before = find(h, key).orElseGet(DayCounts::new);
    synchronized (recent) {
      // Also when nobody says whether this commit was one: the next one writes over it.
      recent.put(key, before);
    }
    return before;
  }

  private static void add(PreparedBatch batch, StreamRecord s) {
    batch.add(
        s.gateway(),
        s.stream(),
        s.previous().map(StreamRecord.Previous::stream).orElse(null),
        s.previous().map(StreamRecord.Previous::seq).orElse(null),
        s.ended() ? 1 : 0,
        s.last(),
        s.received().text(),
        s.stored().text(),
        s.rejected().text(),
        s.announced().text(),
        s.missing().count(),
        s.dropped().count(),
        s.firstAt(),
        s.changedAt());
  }

  /**
   * Several times a second for all points that speak: by JDBC, where Jdbi would take twice as long.
   */
  private static void add(Handle h, Map<DayCounts.Key, DayCounts> sums) {
    if (sums.isEmpty()) {
      return;
    }
    try (PreparedStatement row = h.getConnection().prepareStatement(SAVE_COUNTS)) {
      for (var entry : sums.entrySet()) {
        DayCounts sum = entry.getValue();
        row.setString(1, entry.getKey().day().toString());
        row.setString(2, entry.getKey().point().gateway());
        row.setString(3, entry.getKey().point().wire());
        row.setString(4, Arrays.toString(sum.hours()));
        row.setLong(5, sum.measured());
        row.setLong(6, sum.late());
        row.setLong(7, sum.untimed());
        row.setString(8, json(sum.unavailable()));
        row.setString(9, HoursOfDay.text(sum));
        row.addBatch();
      }
      row.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  private static String json(Map<Reason, Long> unavailable) {
    if (unavailable.isEmpty()) {
      return "{}";
    }
    Map<String, Long> byWire = new TreeMap<>();
    unavailable.forEach((reason, n) -> byWire.put(reason.wire(), n));
    try {
      return JSON.writeValueAsString(byWire);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("counts are plain data", e);
    }
  }

  private static Optional<DayCounts> find(Handle h, DayCounts.Key key) {
    return h.createQuery("SELECT * FROM arrival WHERE day = :d AND gateway = :g AND point = :p")
        .bind("d", key.day().toString())
        .bind("g", key.point().gateway())
        .bind("p", key.point().wire())
        .map((rs, ctx) -> counts(rs))
        .findOne();
  }

  /** What arrived for one day, by point. */
  public Map<PointId, DayCounts> counts(LocalDate day) {
    Map<PointId, DayCounts> found = new HashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery("SELECT * FROM arrival WHERE day = :d AND " + own.byGateway())
                .bind("d", day.toString())
                .map(
                    (rs, ctx) ->
                        found.put(
                            new PointId(rs.getString("gateway"), rs.getString("point")),
                            counts(rs)))
                .list());
    return found;
  }

  private static DayCounts counts(ResultSet rs) throws SQLException {
    Map<Reason, Long> unavailable = new HashMap<>();
    try {
      JSON.readTree(rs.getString("unavailable"))
          .properties()
          .forEach(
              e -> Reason.of(e.getKey()).ifPresent(r -> unavailable.put(r, e.getValue().asLong())));
      DayCounts counts =
          DayCounts.of(
              JSON.readValue(rs.getString("hours"), long[].class),
              rs.getLong("measured"),
              rs.getLong("late"),
              unavailable,
              rs.getLong("untimed"));
      return HoursOfDay.read(rs.getString("by_hour"), counts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the journal's table arrival holds something unreadable", e);
    }
  }

  @Override
  public Optional<StreamRecord> find(String gateway, String stream) {
    return jdbi.withHandle(
        h ->
            h.createQuery("SELECT * FROM stream WHERE gateway = :g AND stream = :s")
                .bind("g", gateway)
                .bind("s", stream)
                .map((rs, ctx) -> read(rs))
                .findOne());
  }

  @Override
  public List<StreamRecord> list(Optional<String> gateway, int limit) {
    String where = gateway.isPresent() ? " AND gateway = :g" : "";
    return jdbi.withHandle(
        h -> {
          var query =
              h.createQuery(
                  "SELECT * FROM stream WHERE "
                      + own.byGateway()
                      + where
                      + " ORDER BY changed_at DESC, stream LIMIT :limit");
          gateway.ifPresent(g -> query.bind("g", g));
          return query.bind("limit", limit).map((rs, ctx) -> read(rs)).list();
        });
  }

  @Override
  public Map<String, Totals> totals() {
    Map<String, Totals> totals = new HashMap<>();
    jdbi.useHandle(
        h ->
            h.createQuery(
                    "SELECT gateway, SUM(missing), SUM(dropped) FROM stream WHERE "
                        + own.byGateway()
                        + " GROUP BY gateway")
                .map(
                    (rs, ctx) ->
                        totals.put(rs.getString(1), new Totals(rs.getLong(2), rs.getLong(3))))
                .list());
    return totals;
  }

  /**
   * Forgets what nobody will ask for again: days beyond {@link Tally#KEEP_MS}, and streams that
   * ended then without a loss. A loss is kept for good.
   */
  public void forgetOld(LocalDate today, long nowMs) {
    long before = nowMs - Tally.KEEP_MS;
    LocalDate day = today.minusDays(Tally.KEEP_MS / 86_400_000);
    jdbi.useTransaction(
        h -> {
          h.execute("DELETE FROM arrival WHERE day < ? AND " + own.byGateway(), day.toString());
          h.execute(
              "DELETE FROM stream WHERE ended = 1 AND missing = 0 AND dropped = 0 AND changed_at < ? AND "
                  + own.byGateway(),
              before);
        });
  }

  private static StreamRecord read(ResultSet rs) throws SQLException {
    String previous = rs.getString("previous_stream");
    return new StreamRecord(
        rs.getString("gateway"),
        rs.getString("stream"),
        previous == null
            ? Optional.empty()
            : Optional.of(new StreamRecord.Previous(previous, rs.getLong("previous_seq"))),
        rs.getInt("ended") == 1,
        rs.getLong("last_seq"),
        Ranges.parse(rs.getString("received")),
        Ranges.parse(rs.getString("stored")),
        Ranges.parse(rs.getString("rejected")),
        Ranges.parse(rs.getString("announced")),
        rs.getLong("first_at"),
        rs.getLong("changed_at"));
  }
}
