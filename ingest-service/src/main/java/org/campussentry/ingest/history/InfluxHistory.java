package org.campussentry.ingest.history;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.AcceptHeader;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.campussentry.ingest.history.HistoryException.Kind;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.reading.PointId;
import org.campussentry.ingest.reading.Sample;

/**
 * InfluxDB 1.6+, 2.x or 3 behind the official client; queries in InfluxQL, which all of them speak.
 */
public final class InfluxHistory implements SeriesStore {
  /** The client warns of each answer without rows; a gap is none of its business. */
  private static final java.util.logging.Logger CLIENT_LOG =
      java.util.logging.Logger.getLogger("com.influxdb.internal.AbstractQueryApi");

  static {
    CLIENT_LOG.setLevel(java.util.logging.Level.SEVERE);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String AGGREGATES =
      "SELECT COUNT(value) AS n, COUNT(reason) AS u, MIN(value) AS lo, MEAN(value) AS mid, MAX(value) AS hi FROM ";

  /** A question has a length that servers still take. */
  private static final int POINTS_AT_ONCE = 100;

  private static final MediaType LINES = MediaType.get("text/plain; charset=utf-8");

  private final StoreAddress address;
  private final InfluxWriteShim shim;
  private final OkHttpClient http;
  private final InfluxRetention retention;
  private final InfluxDBClient client;
  private final HttpUrl writes;

  /** One a writer's thread, with its bytes. */
  private final ThreadLocal<LineProtocol> lines = ThreadLocal.withInitial(LineProtocol::new);

  private volatile boolean ready;

  /** Connects lazily: a store that is down now is found by the first write. */
  public InfluxHistory(StoreAddress address, Retention retention, InstantSource clock) {
    this.address = address;
    this.shim = new InfluxWriteShim(address);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .addInterceptor(shim)
            .connectTimeout(5, TimeUnit.SECONDS)
            .readTimeout(20, TimeUnit.SECONDS)
            .writeTimeout(20, TimeUnit.SECONDS);
    this.http = builder.build();
    this.retention = new InfluxRetention(http, address, retention, clock);
    InfluxDBClientOptions.Builder options =
        InfluxDBClientOptions.builder()
            .url(address.http())
            .okHttpClient(builder)
            .org(address.org().orElse("-"))
            .bucket(address.database())
            .precision(WritePrecision.MS);
    address.token().ifPresent(t -> options.authenticateToken(t.toCharArray()));
    this.client = InfluxDBClientFactory.create(options.build());
    this.writes =
        HttpUrl.get(address.http() + "/api/v2/write")
            .newBuilder()
            .addQueryParameter("org", address.org().orElse("-"))
            .addQueryParameter("bucket", address.database())
            .addQueryParameter("precision", "ms")
            .build();
  }

  /** Past the client, which wants text: the lines go out as the bytes that they were written in. */
  @Override
  public void write(List<Sample> samples) throws HistoryException {
    prepare();
    LineProtocol encoded = lines.get().of(samples);
    Request.Builder request =
        new Request.Builder()
            .url(writes)
            .post(RequestBody.create(encoded.bytes(), LINES, 0, encoded.length()));
    address.token().ifPresent(token -> request.header("Authorization", "Token " + token));
    try (Response response = http.newCall(request.build()).execute()) {
      String answer = response.isSuccessful() ? "" : told(response);
      if (!response.isSuccessful() && !areTooOld(samples, answer)) {
        throw explained(response.code(), answer, null);
      }
    } catch (IOException e) {
      throw explained(0, String.valueOf(e.getMessage()), e);
    }
  }

  /** Which key has the reason depends on the version. */
  private static String told(Response response) throws IOException {
    ResponseBody body = response.body();
    String text = body == null ? "" : body.string();
    try {
      JsonNode answer = JSON.readTree(text);
      String reason = answer.path("error").asText(answer.path("message").asText(""));
      return reason.isEmpty() ? "HTTP status " + response.code() + " " + text : reason;
    } catch (JsonProcessingException e) {
      return "HTTP status " + response.code() + " " + text;
    }
  }

  /**
   * What is older than the retention would be deleted anyhow, and the rest of the write is stored.
   * Readings without a true time may only look old: those are set aside.
   */
  private static boolean areTooOld(List<Sample> samples, String answer) {
    return answer.contains("points beyond retention policy")
        && samples.stream().noneMatch(Sample::isUntimed);
  }

  @Override
  public List<Bucket> buckets(Point point, long fromMs, long toMs, long bucketMs)
      throws HistoryException {
    String query =
        AGGREGATES + source(point, fromMs, toMs) + " GROUP BY time(" + bucketMs + "ms) fill(none)";
    List<Bucket> buckets = new ArrayList<>();
    query(query).forEach(row -> buckets.add(bucket(row)));
    return buckets;
  }

  private static Bucket bucket(InfluxQLQueryResult.Series.Record row) {
    return new Bucket(
        (long) number(row, "time"),
        (long) number(row, "n"),
        (long) number(row, "u"),
        number(row, "lo"),
        number(row, "mid"),
        number(row, "hi"));
  }

  @Override
  public void summaries(long fromMs, long toMs, long bucketMs, Reader reader)
      throws HistoryException {
    String query =
        AGGREGATES
            + "/.*/ WHERE time >= %dms AND time < %dms GROUP BY time(%dms), site, gateway, point fill(none)"
                .formatted(fromMs, toMs, bucketMs);
    for (InfluxQLQueryResult.Series of : series(query)) {
      if (!of.getName().equals(LineProtocol.UNTIMED)) {
        Map<String, String> tags = of.getTags();
        Series series =
            new Series(tags.get("site"), tags.get("gateway"), tags.get("point"), of.getName());
        of.getValues().forEach(row -> reader.take(series, bucket(row)));
      }
    }
  }

  /** It answers a write when that can be read. */
  @Override
  public void settle() {}

  @Override
  public OptionalLong oldestMs() throws HistoryException {
    return series("SELECT FIRST(value) FROM /.*/").stream()
        .filter(of -> !of.getName().equals(LineProtocol.UNTIMED))
        .flatMap(of -> of.getValues().stream())
        .mapToLong(row -> (long) number(row, "time"))
        .min();
  }

  @Override
  public String identity() {
    return address.http() + "/" + address.database();
  }

  @Override
  public List<Row> rows(Point point, long fromMs, long toMs, int limit) throws HistoryException {
    List<Row> rows = new ArrayList<>();
    String query = "SELECT value, reason FROM " + source(point, fromMs, toMs) + " LIMIT " + limit;
    query(query).forEach(row -> rows.add(row(row)));
    return rows;
  }

  private static Row row(InfluxQLQueryResult.Series.Record row) {
    Object reason = row.getValueByKey("reason");
    return new Row(
        (long) number(row, "time"), number(row, "value"), reason == null ? "" : reason.toString());
  }

  @Override
  public Map<PointId, List<Row>> rows(Collection<Point> points, long fromMs, long toMs)
      throws HistoryException {
    Map<PointId, List<Row>> all = new HashMap<>();
    List<Point> left = List.copyOf(points);
    for (int i = 0; i < left.size(); i += POINTS_AT_ONCE) {
      List<Point> some = left.subList(i, Math.min(left.size(), i + POINTS_AT_ONCE));
      some.forEach(point -> all.put(point.id(), new ArrayList<>()));
      for (InfluxQLQueryResult.Series of : series(rowsOf(some, fromMs, toMs))) {
        PointId id = new PointId(of.getTags().get("gateway"), of.getTags().get("point"));
        List<Row> rows = all.getOrDefault(id, new ArrayList<>());
        of.getValues().forEach(row -> rows.add(row(row)));
      }
    }
    return all;
  }

  private static String rowsOf(List<Point> points, long fromMs, long toMs) {
    String from =
        points.stream().map(p -> "\"" + p.quantity() + "\"").distinct().collect(joining(","));
    String where =
        points.stream()
            .map(
                p ->
                    "(site = '%s' AND gateway = '%s' AND point = '%s')"
                        .formatted(p.site(), p.id().gateway(), p.id().wire()))
            .collect(joining(" OR "));
    return "SELECT value, reason FROM %s WHERE time >= %dms AND time < %dms AND (%s) GROUP BY site, gateway, point"
        .formatted(from, fromMs, toMs, where);
  }

  @Override
  public void close() {
    client.close();
    http.connectionPool().evictAll();
  }

  /** Both ends bounded: an open one builds buckets from 1970 on. */
  private static String source(Point point, long fromMs, long toMs) {
    return "\"%s\" WHERE site = '%s' AND gateway = '%s' AND point = '%s' AND time >= %dms AND time < %dms"
        .formatted(
            point.quantity(), point.site(), point.id().gateway(), point.id().wire(), fromMs, toMs);
  }

  private List<InfluxQLQueryResult.Series.Record> query(String command) throws HistoryException {
    List<InfluxQLQueryResult.Series.Record> rows = new ArrayList<>();
    series(command).forEach(series -> rows.addAll(series.getValues()));
    return rows;
  }

  private List<InfluxQLQueryResult.Series> series(String command) throws HistoryException {
    prepare();
    try {
      InfluxQLQuery query = new InfluxQLQuery(command, address.database(), AcceptHeader.CSV);
      query.setPrecision(InfluxQLPrecision.MILLISECONDS);
      return client.getInfluxQLQueryApi().queryCSV(query).getResults().stream()
          .flatMap(result -> result.getSeries().stream())
          .toList();
    } catch (InfluxException e) {
      throw explained(e.status(), String.valueOf(e.getMessage()), e);
    }
  }

  private static double number(InfluxQLQueryResult.Series.Record row, String column) {
    Object value = row.getValueByKey(column);
    return value == null || value.toString().isEmpty() ? 0 : Double.parseDouble(value.toString());
  }

  /**
   * Asks the server once which version it is; a 1.x gets its database and the rewritten write path.
   */
  private synchronized void prepare() throws HistoryException {
    if (ready) {
      return;
    }
    try (Response ping =
        http.newCall(new Request.Builder().url(address.http() + "/ping").build()).execute()) {
      String version = ping.header("X-Influxdb-Version", "");
      if (version.startsWith("1.")) {
        shim.useVersion1();
        createDatabase();
        retention.ofDatabase();
      } else if (version.startsWith("2.") || version.startsWith("v2.")) {
        retention.ofBucket(client.getBucketsApi());
      } else {
        retention.byHand();
      }
      ready = true;
    } catch (IOException e) {
      throw new HistoryException(
          Kind.UNAVAILABLE,
          "InfluxDB at " + address + " can't be reached (" + e.getMessage() + "): check store.url",
          e);
    }
  }

  private void createDatabase() throws IOException, HistoryException {
    FormBody body =
        new FormBody.Builder().add("q", "CREATE DATABASE \"" + address.database() + "\"").build();
    Request request = new Request.Builder().url(address.http() + "/query").post(body).build();
    try (Response response = http.newCall(request).execute()) {
      // Only an administrator may, others get 403: the database may be there all the same.
      if (response.code() == 401) {
        throw refused(null);
      }
    }
  }

  private HistoryException refused(Exception cause) {
    return new HistoryException(
        Kind.REFUSED,
        "InfluxDB at "
            + address
            + " refuses these credentials: check store.token, or store.username and store.password",
        cause);
  }

  private HistoryException explained(int status, String message, Exception e) {
    if (status == 401 || status == 403) {
      return refused(e);
    }
    String detail = message.lines().findFirst().orElse("");
    if (status == 404) {
      // The database was dropped, or the bucket does not exist: for a 1.x it is created again.
      ready = false;
    }
    if (status == 400 || status == 413 || status == 422) {
      return new HistoryException(Kind.BAD_SAMPLES, "InfluxDB says: " + detail, e);
    }
    return new HistoryException(
        Kind.UNAVAILABLE, "InfluxDB at " + address + " does not store: " + detail, e);
  }
}
