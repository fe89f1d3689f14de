package org.campussentry.ingest.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.account.Accounts;
import org.campussentry.ingest.account.Sessions;
import org.campussentry.ingest.account.Tokens;
import org.campussentry.ingest.amend.AmendmentDesk;
import org.campussentry.ingest.coverage.Coverage;
import org.campussentry.ingest.coverage.Expectations;
import org.campussentry.ingest.daily.DailyDesk;
import org.campussentry.ingest.deadman.DeadMan;
import org.campussentry.ingest.disinfection.DisinfectionDesk;
import org.campussentry.ingest.disinfection.Plan;
import org.campussentry.ingest.drill.Drills;
import org.campussentry.ingest.duty.DutyDesk;
import org.campussentry.ingest.history.History;
import org.campussentry.ingest.instrument.Instruments;
import org.campussentry.ingest.intake.DeadLetter;
import org.campussentry.ingest.intake.Redrive;
import org.campussentry.ingest.intake.StreamStore;
import org.campussentry.ingest.ledger.LedgerDesk;
import org.campussentry.ingest.ledger.Pack;
import org.campussentry.ingest.ledger.RecordKeeping;
import org.campussentry.ingest.notice.Acknowledging;
import org.campussentry.ingest.notice.DeliveryStore;
import org.campussentry.ingest.notice.Notifier;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.report.UpwardDesk;
import org.campussentry.ingest.sending.ReportSender;
import org.campussentry.ingest.supply.Item;
import org.campussentry.ingest.supply.SupplyDesk;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertStore;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.RuleDesk;
import org.campussentry.ingest.watch.Watch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: routes, security headers, errors as problem details. */
public final class WebServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WebServer.class);
  private static final long BODY_MAX = 1 << 20;

  /**
   * Nothing from elsewhere, nothing inline: campus networks are closed, and scripts of others have
   * no business here.
   */
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; worker-src 'self'; object-src 'none';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  /** Where to listen, and how links in messages begin. */
  public record Address(String bind, int port, String publicUrl) {}

  /** What the pages show; gathered by the root. */
  public record Sources(
      Campus campus,
      RuleBook rules,
      Watch watch,
      RuleDesk ruleDesk,
      AlertStore alerts,
      AlertArchive archive,
      DeliveryStore deliveries,
      AccountStore accounts,
      History history,
      GatewayBoard gateways,
      StreamStore streams,
      Supplier<Map<String, StreamStore.Totals>> lost,
      Coverage coverage,
      Expectations expectations,
      DeadLetter.Store deadLetters,
      Redrive redrive,
      Provisioner provisioner,
      DutyDesk duty,
      Notifier notifier,
      Acknowledging acknowledging,
      Instruments instruments,
      UpwardDesk reports,
      DailyDesk daily,
      ReportSender sender,
      DisinfectionDesk disinfection,
      LedgerDesk ledgers,
      Pack pack,
      RecordKeeping keeping,
      AmendmentDesk<Plan> plans,
      SupplyDesk supplies,
      AmendmentDesk<Item> items,
      DoorCodes doorCodes,
      PhotoStore photos,
      FloorPlanStore floorPlans,
      Drills drills,
      DeadMan deadMan,
      Supplier<List<String>> troubles,
      PrometheusMeterRegistry metrics) {}

  private final Vertx vertx;
  private final HttpServer server;

  private WebServer(Vertx vertx, HttpServer server) {
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Starts listening.
   *
   * @throws IllegalStateException when the port is taken; the message names it
   */
  public static WebServer start(
      Address address, Sources sources, Accounts accounts, InstantSource clock) {
    serveFromTheJarOnly();
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(8));
    Router router = router(vertx, address, sources, accounts, clock);
    HttpServerOptions options =
        new HttpServerOptions()
            .setCompressionSupported(true)
            .setHandle100ContinueAutomatically(true);
    try {
      HttpServer server =
          vertx
              .createHttpServer(options)
              .requestHandler(router)
              .listen(address.port(), address.bind())
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new WebServer(vertx, server);
    } catch (CompletionException e) {
      vertx.close();
      String remedy =
          e.getCause() instanceof BindException
              ? "; another program uses it: choose another web.port"
              : "; check web.bind";
      throw new IllegalStateException(
          "can't listen on %s:%d: %s%s"
              .formatted(address.bind(), address.port(), e.getCause().getMessage(), remedy),
          e);
    }
  }

  /**
   * Vert.x looks into the working directory before the class path; nothing that lies there is meant
   * for the web.
   */
  private static void serveFromTheJarOnly() {
    try {
      Path empty = Files.createTempDirectory("campus-sentry-web");
      empty.toFile().deleteOnExit();
      System.setProperty("vertx.cwd", empty.toString());
    } catch (IOException e) {
      throw new IllegalStateException("no temporary folder: " + e.getMessage(), e);
    }
  }

  private static Router router(
      Vertx vertx, Address address, Sources from, Accounts accounts, InstantSource clock) {
    Views views = new Views(from.campus(), from.rules(), from.gateways(), from.lost());
    Signing signing = new Signing(from.duty().plan().people(), clock);
    DutyApi duty =
        new DutyApi(from.duty(), from.drills(), signing, from.accounts(), views.times(), clock);
    Overview overview =
        new Overview(
            from.campus(),
            from.watch(),
            from.drills(),
            from.deadMan(),
            duty::onDuty,
            views,
            from.troubles(),
            clock);
    boolean tls = address.publicUrl().startsWith("https:");
    Executor notes = task -> note(vertx, task);
    Sessions sessions = new Sessions(from.accounts(), clock, notes);
    Tokens tokens = new Tokens(from.accounts(), clock, notes);
    LoginApi login = new LoginApi(accounts, from.accounts(), sessions, tokens, clock, tls);
    SystemApi system = new SystemApi(from.watch(), views, login, from.troubles(), from.metrics());
    Router router = Router.router(vertx);
    router.route().handler(ctx -> secure(ctx, tls));
    router.route("/api/v1/*").handler(new OwnOrigin(address.publicUrl()));
    PhotosApi.mountLimit(router, login);
    router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(BODY_MAX));
    system.mountOpen(router);
    router.get("/api/openapi.yaml").handler(WebServer::openApi);
    new AcknowledgePage(from.acknowledging(), from.accounts(), from.campus().timezone(), clock)
        .mount(router);
    Handouts handouts = new Handouts(clock);
    new HandoutPage(handouts, from.accounts(), address.publicUrl(), views.times(), clock)
        .mount(router);
    login.mount(router, vertx);
    Times times = views.times();
    new AccountsApi(accounts, from.duty().plan().people(), from.accounts(), times, clock)
        .mount(router);
    new SessionsApi(sessions, tokens, from.accounts(), times, clock).mount(router);
    new AuditApi(from.accounts(), times).mount(router);
    router.get("/api/v1/overview").handler(ctx -> overview(ctx, overview));
    system.mount(router);
    InstrumentsApi instruments =
        new InstrumentsApi(
            from.instruments(), from.watch(), signing, from.accounts(), views.times(), clock);
    instruments.mount(router);
    new PointsApi(
            from.watch(),
            from.rules(),
            from.history(),
            instruments,
            from.expectations(),
            views,
            clock)
        .mount(router);
    new PointMarks(from.watch(), from.alerts(), from.duty(), instruments, views, clock)
        .mount(router);
    new ReadingsCsv(from.watch(), from.history(), views.times(), clock).mount(router, vertx);
    new RulesApi(from.ruleDesk(), from.watch(), from.accounts(), views, clock).mount(router);
    new RuleTrial(from.watch(), from.rules(), from.history(), from.ruleDesk(), views, clock)
        .mount(router, vertx);
    new DeadLettersApi(from.deadLetters(), from.redrive(), from.accounts(), views.times(), clock)
        .mount(router);
    new ProvisionApi(
            from.provisioner(),
            handouts,
            from.accounts(),
            address.publicUrl(),
            views.times(),
            clock)
        .mount(router);
    new PeopleApi(from.duty().plan().people(), from.campus()).mount(router);
    new StreamsApi(from.streams(), views.times()).mount(router);
    new CoverageApi(from.coverage(), from.expectations(), from.accounts(), views.times(), clock)
        .mount(router);
    PhotosApi photos =
        new PhotosApi(from.photos(), from.alerts(), from.accounts(), views.times(), clock);
    photos.mount(router);
    new FloorPlansApi(
            from.floorPlans(), from.campus(), from.watch(), from.accounts(), views.times(), clock)
        .mount(router);
    AlertListing listing =
        new AlertListing(from.archive(), from.campus(), from.rules(), views, clock);
    AlertStory story =
        new AlertStory(
            from.archive(),
            from.deliveries(),
            from.duty(),
            from.reports().store(),
            views.times(),
            clock);
    new AlertsApi(from, listing, story, photos, views, clock).mount(router);
    new ChannelsApi(
            from.notifier(),
            from.deliveries(),
            from.duty().plan().people(),
            from.accounts(),
            views.times(),
            clock)
        .mount(router);
    new ShiftsApi(from.duty(), from.accounts(), views.times(), clock).mount(router);
    duty.mount(router);
    new DrillsApi(from.watch(), from.drills(), from.accounts(), views.times(), clock).mount(router);
    new ServiceApi(from.deadMan(), from.troubles(), views.times(), clock).mount(router);
    new MaintenanceApi(from.duty(), from.accounts(), views.times(), clock).mount(router);
    UpwardSheet sheet = new UpwardSheet(from.campus(), from.rules(), from.duty().plan().people());
    new UpwardApi(from.reports(), from.alerts(), signing, sheet, from.accounts(), views, clock)
        .mount(router);
    RecordRoutes.mount(router, vertx, from, signing, times, clock);
    LiveStream live = new LiveStream(from.watch(), views, overview, login, clock);
    live.mount(router, vertx);
    from.metrics().gauge("sentry.live.streams", live, LiveStream::connections);
    router
        .route("/api/*")
        .handler(
            ctx ->
                Problem.answer(ctx, 404, "Not found", "the API is described at /api/openapi.yaml"));
    router.route("/wall").handler(ctx -> ctx.reroute("/wall.html"));
    // The names of the assets change with their content; the page itself must be asked for each
    // time.
    router.route("/assets/*").handler(ctx -> cached(ctx, "public, max-age=31536000, immutable"));
    router.route().handler(ctx -> cached(ctx, "no-cache"));
    router
        .route()
        .handler(StaticHandler.create(FileSystemAccess.RELATIVE, "web").setCachingEnabled(false));
    router.route().failureHandler(WebServer::failed);
    return router;
  }

  private static void overview(RoutingContext ctx, Overview overview) {
    JsonObject whole = overview.whole();
    Answers.json(ctx, Gate.caller(ctx).isWall() ? Masked.telephones(whole) : whole);
  }

  /** That somebody is still there is worth no request that fails. */
  private static void note(Vertx vertx, Runnable task) {
    vertx
        .executeBlocking(Executors.callable(task), false)
        .onFailure(e -> log.warn("The use of a session was not noted: {}", e.getMessage()));
  }

  private static void secure(RoutingContext ctx, boolean tls) {
    if (tls) {
      ctx.response().putHeader("Strict-Transport-Security", "max-age=31536000");
    }
    ctx.response()
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin");
    ctx.next();
  }

  private static void cached(RoutingContext ctx, String rule) {
    ctx.response().headers().add("Cache-Control", rule);
    ctx.next();
  }

  private static void openApi(RoutingContext ctx) {
    ctx.response().putHeader("Content-Type", "application/yaml").sendFile("openapi.yaml");
  }

  private static void failed(RoutingContext ctx) {
    Throwable why = ctx.failure();
    if (ctx.response().ended()) {
      return;
    }
    if (why instanceof Problem.BadRequest bad) {
      Problem.answer(ctx, bad.status(), "Not done", bad.getMessage(), bad.more());
    } else if (why instanceof HttpException http) {
      Problem.answer(ctx, http.getStatusCode(), "Not done", String.valueOf(http.getMessage()));
    } else if (ctx.statusCode() == 413) {
      Problem.answer(
          ctx, 413, "Too large", "a floor plan has at most 2 MiB, a photo 5, all else 1");
    } else if (why == null) {
      Problem.answer(ctx, ctx.statusCode(), "Not done", "status " + ctx.statusCode());
    } else {
      // The path of a link is as good as a key.
      String path = ctx.request().path().replaceFirst("^/([ap])/.*", "/$1/…");
      log.error("{} {}", ctx.request().method(), path, why);
      Problem.answer(ctx, 500, "Failed", "the service's log says why");
    }
  }

  public int port() {
    return server.actualPort();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
