package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.history.HistoryException;
import org.campussentry.ingest.reading.Point;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/points/ID/readings.csv}: every reading of a stretch of time, however long, a piece
 * at a time. What can't be finished is cut off, so that nobody takes half of it for all.
 */
final class ReadingsCsv {
  private static final Logger log = LoggerFactory.getLogger(ReadingsCsv.class);
  private static final int PAGE = 10_000;

  /** How long a reader may take no further piece. */
  private static final int PATIENCE_S = 60;

  /** Downloads at once; they must not hold up who acknowledges. */
  private static final int AT_ONCE = 2;

  /** By it spreadsheets know that the text is UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

  private static final Map<String, String> REASONS =
      Map.of(
          "timeout", "设备无应答",
          "checksum", "校验错误",
          "exception", "设备返回异常码",
          "sensor-fault", "传感器故障",
          "out-of-range", "超出量程",
          "not-configured", "未配置");

  private static final Map<String, String> REASONS_EN =
      Map.of(
          "timeout", "device does not answer",
          "checksum", "checksum error",
          "exception", "device answers with an exception",
          "sensor-fault", "sensor fault",
          "out-of-range", "out of range",
          "not-configured", "not configured");

  private final Watch watch;
  private final History history;
  private final Times times;
  private final InstantSource clock;

  ReadingsCsv(Watch watch, History history, Times times, InstantSource clock) {
    this.watch = watch;
    this.history = history;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router, Vertx vertx) {
    // Held by its handler: Vert.x ends a pool that nobody holds, in the middle of its work.
    WorkerExecutor pool = vertx.createSharedWorkerExecutor("csv", AT_ONCE, 1, TimeUnit.HOURS);
    router.get("/api/v1/points/:id/readings.csv").handler(ctx -> download(ctx, pool));
  }

  private void download(RoutingContext ctx, WorkerExecutor pool) {
    Point point = PointsApi.find(watch, ctx).point();
    Stretch asked = Stretch.of(ctx, clock);
    boolean english = "en".equals(ctx.request().getParam("lang"));
    pool.executeBlocking(() -> send(ctx, point, asked, english), false).onFailure(ctx::fail);
  }

  /** Runs beside the event loop; the first page is read before anything is answered. */
  private Void send(RoutingContext ctx, Point point, Stretch asked, boolean english) {
    List<History.Row> rows = first(point, asked);
    HttpServerResponse response = ctx.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/csv; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader(
            "Content-Disposition", "attachment; filename=\"" + fileName(point, asked) + "\"");
    try {
      write(response, BYTE_ORDER_MARK + head(english));
      while (!rows.isEmpty()) {
        write(response, lines(point, rows, english));
        long next = rows.get(rows.size() - 1).timeMs() + 1;
        rows = rows.size() < PAGE ? List.of() : history.rows(point, next, asked.toMs(), PAGE);
      }
      response.end();
    } catch (HistoryException | ExecutionException | TimeoutException e) {
      log.warn("A download of {} was cut off: {}", point.id(), e.getMessage());
      ctx.request().connection().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ctx.request().connection().close();
    }
    return null;
  }

  private List<History.Row> first(Point point, Stretch asked) {
    try {
      return history.rows(point, asked.fromMs(), asked.toMs(), PAGE);
    } catch (HistoryException e) {
      throw new Problem.BadRequest(503, e.getMessage());
    }
  }

  /** Returns when the piece is on its way: a slow reader slows this down, and fills no memory. */
  private static void write(HttpServerResponse response, String text)
      throws ExecutionException, InterruptedException, TimeoutException {
    response
        .write(Buffer.buffer(text))
        .toCompletionStage()
        .toCompletableFuture()
        .get(PATIENCE_S, TimeUnit.SECONDS);
  }

  private String fileName(Point point, Stretch asked) {
    String name = point.id().toString().replaceAll("[^A-Za-z0-9._-]", "_");
    return name + "_" + day(asked.fromMs()) + "_" + day(asked.toMs() - 1) + ".csv";
  }

  private LocalDate day(long ms) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(ms), times.zone());
  }

  private String head(boolean english) {
    return english
        ? "Time (" + times.zone() + "),Value,Unit,Why there is no value,Reason,Point,Time (UTC)\r\n"
        : "时间（" + times.zone() + "）,数值,单位,无数据原因,原因代码,测点,时间（UTC）\r\n";
  }

  private String lines(Point point, List<History.Row> rows, boolean english) {
    StringBuilder text = new StringBuilder(rows.size() * 100);
    String unit = cell(point.unit().equals("1") ? "" : point.unit().replace("Cel", "℃"));
    String id = cell(point.id().toString());
    for (History.Row row : rows) {
      Instant at = Instant.ofEpochMilli(row.timeMs());
      boolean measured = row.reason().isEmpty();
      Map<String, String> words = english ? REASONS_EN : REASONS;
      text.append(LOCAL.format(at.atZone(times.zone())))
          .append(',')
          .append(measured ? String.valueOf(row.value()) : "")
          .append(',')
          .append(unit)
          .append(',')
          .append(measured ? "" : cell(words.getOrDefault(row.reason(), row.reason())))
          .append(',')
          .append(cell(row.reason()))
          .append(',')
          .append(id)
          .append(',')
          .append(at)
          .append("\r\n");
    }
    return text.toString();
  }

  /** Units come from gateways: none may become a formula in a spreadsheet. */
  static String cell(String text) {
    String plain = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return plain.matches("(?s).*[\",\\r\\n].*") ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}
