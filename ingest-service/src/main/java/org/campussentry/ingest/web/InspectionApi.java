package org.campussentry.ingest.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.ledger.Pack;
import org.campussentry.ingest.ledger.Purge;
import org.campussentry.ingest.ledger.RecordKeeping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/inspection.zip}, the pack for an inspector, and {@code /api/v1/records}: how long
 * records are kept, and what was thrown away.
 */
final class InspectionApi {
  private static final Logger log = LoggerFactory.getLogger(InspectionApi.class);
  private static final int PURGES_MAX = 200;
  private static final int PIECE = 64 * 1024;

  /** How long a reader may take no further piece. */
  private static final int PATIENCE_S = 60;

  private final Pack pack;
  private final RecordKeeping keeping;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  InspectionApi(
      Pack pack, RecordKeeping keeping, AccountStore accounts, Times times, InstantSource clock) {
    this.pack = pack;
    this.keeping = keeping;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router, Vertx vertx) {
    // Held by its handler: Vert.x ends a pool that nobody holds, in the middle of its work.
    WorkerExecutor pool = vertx.createSharedWorkerExecutor("pack", 1, 1, TimeUnit.HOURS);
    router.get("/api/v1/inspection.zip").handler(ctx -> download(ctx, pool));
    router.get("/api/v1/records").handler(this::records);
  }

  private static LocalDate day(RoutingContext ctx, String name) {
    String text = String.valueOf(ctx.request().getParam(name));
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw Problem.bad("'" + name + "' is a day such as 2026-11-28, not '" + text + "'");
    }
  }

  private void download(RoutingContext ctx, WorkerExecutor pool) {
    LocalDate from = day(ctx, "from");
    LocalDate to = day(ctx, "to");
    boolean english = "en".equals(ctx.request().getParam("lang"));
    String user = LoginApi.user(ctx);
    pool.executeBlocking(() -> send(ctx, from, to, english, user), false).onFailure(ctx::fail);
  }

  /** Runs beside the event loop. What can't be finished is cut off, and so is no ZIP at all. */
  private Void send(
      RoutingContext ctx, LocalDate from, LocalDate to, boolean english, String user) {
    Instant now = clock.instant();
    Pack.Files files;
    try {
      files = pack.files(from, to, english);
    } catch (IllegalArgumentException e) {
      throw Problem.bad(e.getMessage());
    }
    accounts.audit(now.toEpochMilli(), user, "inspection-pack", from + " " + to, "");
    HttpServerResponse response = ctx.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "application/zip")
        .putHeader("Cache-Control", "no-store")
        .putHeader(
            "Content-Disposition",
            "attachment; filename=\"inspection_%s_%s.zip\"".formatted(from, to));
    try (OutputStream out = new BufferedOutputStream(new Pieces(response), PIECE)) {
      files.write(out, now);
      out.flush();
      response.end();
    } catch (IOException | RuntimeException e) {
      log.warn("A pack of {} to {} was cut off", from, to, e);
      ctx.request().connection().close();
    }
    return null;
  }

  /** Each piece is on its way when the call returns: a slow reader fills no memory. */
  private static final class Pieces extends OutputStream {
    private final HttpServerResponse response;

    Pieces(HttpServerResponse response) {
      this.response = response;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        response
            .write(Buffer.buffer(Arrays.copyOfRange(bytes, from, from + length)))
            .toCompletionStage()
            .toCompletableFuture()
            .get(PATIENCE_S, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw new IOException("the reader is gone", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  private void records(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          JsonArray purges = new JsonArray();
          keeping.store().purges(PURGES_MAX).forEach(purge -> purges.add(view(purge)));
          JsonObject view = new JsonObject().put("purges", purges);
          keeping.keep().ifPresent(keep -> view.put("keepDays", keep.toDays()));
          return view;
        });
  }

  private JsonObject view(Purge purge) {
    return new JsonObject()
        .put("at", times.iso(purge.at().toEpochMilli()))
        .put("until", times.iso(purge.until().toEpochMilli()))
        .put("kind", purge.kind())
        .put("removed", purge.removed())
        .put("oldest", times.iso(purge.oldest().toEpochMilli()));
  }
}
