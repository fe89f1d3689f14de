package org.campussentry.ingest.journal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.campussentry.ingest.ledger.HandValue;
import org.campussentry.ingest.ledger.LedgerKey;
import org.campussentry.ingest.ledger.LedgerStore;
import org.campussentry.ingest.ledger.LedgerText;
import org.campussentry.ingest.ledger.LedgerVersion;
import org.campussentry.ingest.ledger.Span;
import org.campussentry.ingest.reading.PointId;
import org.jdbi.v3.core.Jdbi;

/** {@link LedgerStore} in the journal; a month of sixty points is some 30 KiB, compressed. */
public final class JournalLedgers implements LedgerStore {
  private static final String ADD =
      """
      INSERT INTO ledger_version VALUES (:ledger, :number, :site, :area, :point, :span, :first, :last, :issued,
        :digest, :arrived, :content)
      ON CONFLICT DO NOTHING
      """;

  private static final String ISSUED =
      """
      SELECT * FROM ledger_version v WHERE %s AND last_day >= :from AND first_day <= :to
        AND number = (SELECT MAX(number) FROM ledger_version w WHERE w.ledger = v.ledger)
      ORDER BY last_day DESC, ledger LIMIT :limit
      """;

  private final Jdbi jdbi;
  private final OwnRows own;

  JournalLedgers(Jdbi jdbi, OwnRows own) {
    this.jdbi = jdbi;
    this.own = own;
  }

  @Override
  public boolean add(LedgerVersion.Kept kept) {
    LedgerVersion version = kept.version();
    LedgerKey key = version.key();
    return jdbi.withHandle(
            h ->
                h.createUpdate(ADD)
                    .bind("ledger", key.id())
                    .bind("number", version.number())
                    .bind("site", key.site())
                    .bind("area", key.area())
                    .bind("point", key.point().map(PointId::toString).orElse(""))
                    .bind("span", key.span().toString())
                    .bind("first", key.span().first().toString())
                    .bind("last", key.span().last().toString())
                    .bind("issued", version.issuedAt().toEpochMilli())
                    .bind("digest", kept.digest())
                    .bind("arrived", version.arrived())
                    .bind("content", compressed(kept.text()))
                    .execute())
        == 1;
  }

  @Override
  public List<LedgerVersion.Kept> versions(LedgerKey key) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM ledger_version WHERE ledger = :id AND "
                        + own.bySite()
                        + " ORDER BY number")
                .bind("id", key.id())
                .map(
                    (rs, ctx) ->
                        LedgerText.read(
                            key(rs),
                            rs.getLong("arrived"),
                            plain(rs.getBytes("content")),
                            rs.getString("digest")))
                .list());
  }

  @Override
  public List<Issued> issued(LocalDate from, LocalDate to, int limit) {
    return jdbi.withHandle(
        h ->
            h.createQuery(ISSUED.formatted(own.bySite()))
                .bind("from", from.toString())
                .bind("to", to.toString())
                .bind("limit", limit)
                .map(
                    (rs, ctx) ->
                        new Issued(
                            key(rs),
                            rs.getInt("number"),
                            Instant.ofEpochMilli(rs.getLong("issued_at")),
                            rs.getString("digest"),
                            rs.getLong("arrived")))
                .list());
  }

  private static LedgerKey key(ResultSet rs) throws SQLException {
    String point = rs.getString("point");
    return new LedgerKey(
        rs.getString("site"),
        rs.getString("area"),
        point.isEmpty() ? Optional.empty() : Optional.of(PointId.parse(point)),
        Span.parse(rs.getString("span")));
  }

  @Override
  public void enter(String site, HandValue value) {
    jdbi.useHandle(
        h ->
            h.execute(
                "INSERT INTO ledger_entry (site, gateway, point, read_at, value, reason, person, entered_by, entered_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                site,
                value.point().gateway(),
                value.point().wire(),
                value.at().toEpochMilli(),
                value.value(),
                value.reason(),
                value.person(),
                value.by(),
                value.entered().toEpochMilli()));
  }

  @Override
  public List<HandValue> entries(PointId point, Instant from, Instant until) {
    return jdbi.withHandle(
        h ->
            h.createQuery(
                    "SELECT * FROM ledger_entry WHERE gateway = :gateway AND point = :point"
                        + " AND read_at >= :from AND read_at < :until AND "
                        + own.bySite()
                        + " ORDER BY read_at, id")
                .bind("gateway", point.gateway())
                .bind("point", point.wire())
                .bind("from", from.toEpochMilli())
                .bind("until", until.toEpochMilli())
                .map((rs, ctx) -> value(point, rs))
                .list());
  }

  private static HandValue value(PointId point, ResultSet rs) throws SQLException {
    return new HandValue(
        point,
        Instant.ofEpochMilli(rs.getLong("read_at")),
        rs.getDouble("value"),
        rs.getString("reason"),
        rs.getString("person"),
        rs.getString("entered_by"),
        Instant.ofEpochMilli(rs.getLong("entered_at")));
  }

  private static byte[] compressed(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String plain(byte[] bytes) {
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("a ledger in the journal is damaged: " + e.getMessage(), e);
    }
  }
}
