package org.campussentry.ingest.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.account.AccountStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /p/TOKEN}: the link by which a technician fetches what a gateway needs. It needs neither
 * login nor script. GET only shows, so that no preview of a messenger uses it up; POST gives it
 * out.
 */
final class HandoutPage {
  static final String PATH = "/p/";
  private static final Logger log = LoggerFactory.getLogger(HandoutPage.class);
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  private final Handouts handouts;
  private final AccountStore accounts;
  private final String publicUrl;
  private final Times times;
  private final InstantSource clock;
  private final Template page = template();

  HandoutPage(
      Handouts handouts,
      AccountStore accounts,
      String publicUrl,
      Times times,
      InstantSource clock) {
    this.handouts = handouts;
    this.accounts = accounts;
    this.publicUrl = publicUrl;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/p/:token").handler(this::show);
    router.post("/p/:token").handler(this::take);
  }

  private void show(RoutingContext ctx) {
    say(ctx, handouts.look(ctx.pathParam("token")));
  }

  private void take(RoutingContext ctx) {
    String token = ctx.pathParam("token");
    String address = ctx.request().remoteAddress().hostAddress();
    Optional<byte[]> content = handouts.take(token, address);
    if (content.isEmpty()) {
      say(ctx, handouts.look(token));
      return;
    }
    Handouts.View view = handouts.look(token).orElseThrow();
    ctx.vertx()
        .executeBlocking(
            () -> {
              audit(view, address);
              return view;
            },
            false)
        .onComplete(done -> give(ctx, view, content.get()));
  }

  /** It is given out, whether the journal takes this line or not. */
  private void audit(Handouts.View view, String address) {
    try {
      accounts.audit(
          clock.millis(), view.by(), "provision-fetched", view.gateway(), "from " + address);
    } catch (RuntimeException e) {
      log.warn("{} was fetched from {}: {}", view.gateway(), address, e.getMessage());
    }
  }

  private static void give(RoutingContext ctx, Handouts.View view, byte[] content) {
    ctx.response()
        .putHeader("Content-Type", "application/gzip")
        .putHeader("Content-Disposition", "attachment; filename=\"" + view.gateway() + ".tar.gz\"")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(content));
  }

  private void say(RoutingContext ctx, Optional<Handouts.View> found) {
    boolean english = HandoutWords.prefersEnglish(ctx.request().getHeader("Accept-Language"));
    String state = found.map(f -> f.state().name()).orElse("UNKNOWN");
    Map<String, Object> words = new HashMap<>(HandoutWords.of(english));
    boolean ready = state.equals("READY");
    words.put("said", words.get(state));
    words.put("ready", ready);
    found.ifPresent(f -> describe(words, f, PATH + ctx.pathParam("token")));
    ctx.response()
        .setStatusCode(ready ? 200 : found.isPresent() ? 410 : 404)
        .putHeader("Cache-Control", "no-store")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("X-Robots-Tag", "noindex");
    if (String.valueOf(ctx.request().getHeader("Accept")).contains("text/html")) {
      ctx.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page.execute(words));
    } else {
      ctx.response()
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .end(words.get("said") + "\n");
    }
  }

  private void describe(Map<String, Object> words, Handouts.View view, String path) {
    words.put("gateway", view.gateway());
    words.put("until", minute(view.until()));
    view.endedAt().ifPresent(at -> words.put("ended", minute(at)));
    words.put("takenBy", view.takenBy());
    words.put("command", HandoutWords.command(publicUrl + path));
  }

  private String minute(Instant time) {
    return MINUTE.format(time.atZone(times.zone()));
  }

  private static Template template() {
    try (var in = HandoutPage.class.getResourceAsStream("/messages/handout.html");
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return Mustache.compiler().emptyStringIsFalse(true).defaultValue("").compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
