package org.campussentry.ingest.web;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.notice.Acknowledging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /a/TOKEN}: the page behind the link of a message. It needs neither login nor script. GET
 * only shows; POST acknowledges.
 */
final class AcknowledgePage {
  private static final Logger log = LoggerFactory.getLogger(AcknowledgePage.class);
  private static final long BODY_MAX = 4096;
  private static final Template PAGE = template();
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  private final Acknowledging acknowledging;
  private final AccountStore accounts;
  private final ZoneId zone;
  private final InstantSource clock;

  /** A PIN has few digits: few attempts for each person and each address. */
  private final LoginLimit pins;

  private final LoginLimit addresses;

  AcknowledgePage(
      Acknowledging acknowledging, AccountStore accounts, ZoneId zone, InstantSource clock) {
    this.acknowledging = acknowledging;
    this.accounts = accounts;
    this.zone = zone;
    this.clock = clock;
    this.pins = new LoginLimit(5, clock);
    this.addresses = new LoginLimit(30, clock);
  }

  void mount(Router router) {
    router.get("/a/page.css").handler(AcknowledgePage::style);
    router.get("/a/:token").handler(this::show);
    router
        .post("/a/:token")
        .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX))
        .handler(this::press);
  }

  private static void style(RoutingContext ctx) {
    ctx.response()
        .putHeader("Content-Type", "text/css; charset=utf-8")
        .putHeader("Cache-Control", "max-age=3600")
        .sendFile("messages/page.css");
  }

  /** What the page says. */
  private record Answer(int status, Map<String, Object> words) {}

  private void show(RoutingContext ctx) {
    answer(ctx, this::opened);
  }

  private void press(RoutingContext ctx) {
    String name = Optional.ofNullable(ctx.request().getFormAttribute("name")).orElse("").strip();
    String pin = Optional.ofNullable(ctx.request().getFormAttribute("pin")).orElse("");
    String from = ctx.request().remoteAddress().hostAddress();
    answer(ctx, token -> pressed(token, name, pin, from));
  }

  private interface Work {
    Answer of(String token);
  }

  private static void answer(RoutingContext ctx, Work work) {
    String token = ctx.pathParam("token");
    boolean english = prefersEnglish(ctx.request().getHeader("Accept-Language"));
    ctx.vertx()
        .executeBlocking(() -> work.of(token), false)
        .onSuccess(
            answer -> {
              boolean spoken = (boolean) answer.words().getOrDefault("english", english);
              Map<String, Object> words = new HashMap<>(AcknowledgeWords.of(spoken));
              words.putAll(answer.words());
              words.put("said", words.get(String.valueOf(answer.words().get("say"))));
              ctx.response()
                  .setStatusCode(answer.status())
                  .putHeader("Content-Type", "text/html; charset=utf-8")
                  .putHeader("Cache-Control", "no-store")
                  .putHeader("Referrer-Policy", "no-referrer")
                  .putHeader("X-Robots-Tag", "noindex")
                  .end(PAGE.execute(words));
            })
        .onFailure(ctx::fail);
  }

  private static boolean prefersEnglish(String languages) {
    return languages != null && !languages.toLowerCase(Locale.ROOT).contains("zh");
  }

  private Answer opened(String token) {
    Acknowledging.Opened opened = acknowledging.open(token);
    if (!(opened instanceof Acknowledging.Shown shown)) {
      return unusable(opened);
    }
    Map<String, Object> words = facts(shown);
    if (shown.isOver()) {
      words.put("say", shown.alert().closed().isPresent() ? "closed" : "recovered");
    } else if (shown.used() > 0) {
      words.put("say", "used");
    } else {
      ask(words, shown);
    }
    return new Answer(200, words);
  }

  private static Answer unusable(Acknowledging.Opened opened) {
    if (opened instanceof Acknowledging.Expired) {
      return new Answer(410, Map.of("say", "expired"));
    }
    return opened instanceof Acknowledging.Lost
        ? new Answer(503, Map.of("say", "lost"))
        : new Answer(404, Map.of("say", "altered"));
  }

  /** The button, with what it wants to know. */
  private void ask(Map<String, Object> words, Acknowledging.Shown shown) {
    if (shown.person().isPresent()) {
      words.put("button", true);
      words.put("whom", shown.person().get().name());
    } else if (acknowledging.anybodyHasPin()) {
      words.put("button", true);
      words.put("who", true);
    } else {
      words.put("say", "log-in");
    }
  }

  private Map<String, Object> facts(Acknowledging.Shown shown) {
    Map<String, Object> words = new HashMap<>();
    words.put("english", shown.notice().english());
    words.put("notice", shown.notice());
    words.put("look", shown.notice().tone().name().toLowerCase(Locale.ROOT));
    words.put("page", "/#/alerts/" + shown.alert().id());
    shown
        .alert()
        .acknowledged()
        .ifPresent(
            mark -> {
              words.put("acknowledgedBy", acknowledging.nameOf(mark.by()));
              words.put("acknowledgedAt", minute(Instant.ofEpochMilli(mark.at())));
            });
    return words;
  }

  private String minute(Instant time) {
    return MINUTE.format(time.atZone(zone));
  }

  private Answer pressed(String token, String name, String pin, String from) {
    Acknowledging.Opened opened = acknowledging.open(token);
    if (!(opened instanceof Acknowledging.Shown shown)) {
      return unusable(opened);
    }
    // What needs no PIN any more is no attempt.
    boolean asks = shown.person().isEmpty() && shown.used() == 0 && !shown.isOver();
    String who = acknowledging.idOf(name);
    if (asks && !(addresses.mayTry(from) && pins.mayTry(who))) {
      return again(shown, 429, "too-many");
    }
    Acknowledging.Done done = acknowledging.acknowledge(token, shown, name, pin);
    if (done instanceof Acknowledging.Stranger) {
      return again(shown, 403, "stranger");
    }
    if (!(done instanceof Acknowledging.Acknowledged good)) {
      Map<String, Object> words = facts(shown);
      boolean closed = shown.alert().closed().isPresent();
      words.put(
          "say",
          done instanceof Acknowledging.UsedBefore ? "used" : closed ? "closed" : "recovered");
      return new Answer(409, words);
    }
    if (asks) {
      // Only a right PIN starts anew; behind a proxy all phones have one address.
      pins.succeeded(who);
      addresses.succeeded(from);
    }
    audit(good);
    Map<String, Object> words =
        facts(new Acknowledging.Shown(good.alert(), shown.notice(), shown.person(), 0));
    words.put("say", "done");
    good.lapses().ifPresent(at -> words.put("lapses", minute(at)));
    return new Answer(200, words);
  }

  /** It is acknowledged, whether the journal takes this line or not. */
  private void audit(Acknowledging.Acknowledged good) {
    try {
      accounts.audit(
          clock.millis(), good.by().id(), "acknowledge", good.alert().id(), "link of a message");
    } catch (RuntimeException e) {
      log.warn(
          "{} acknowledged {} by a link: {}", good.by().id(), good.alert().id(), e.getMessage());
    }
  }

  private Answer again(Acknowledging.Shown shown, int status, String say) {
    Map<String, Object> words = facts(shown);
    ask(words, shown);
    words.put("say", say);
    return new Answer(status, words);
  }

  private static Template template() {
    try (var in = AcknowledgePage.class.getResourceAsStream("/messages/page.html");
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return Mustache.compiler().emptyStringIsFalse(true).defaultValue("").compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
