package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.campussentry.ingest.account.AccountStore;

/**
 * {@code /api/v1/gateways/ID/provision}: what a gateway needs to enter the broker. The answer has
 * no secret: it names a link that gives it out once.
 */
final class ProvisionApi {
  private static final String ID = "[a-z0-9][a-z0-9_-]{0,63}";

  private final Provisioner provisioner;
  private final Handouts handouts;
  private final AccountStore accounts;
  private final String publicUrl;
  private final Times times;
  private final InstantSource clock;

  ProvisionApi(
      Provisioner provisioner,
      Handouts handouts,
      AccountStore accounts,
      String publicUrl,
      Times times,
      InstantSource clock) {
    this.provisioner = provisioner;
    this.handouts = handouts;
    this.accounts = accounts;
    this.publicUrl = publicUrl;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/gateways/:id/provision").handler(this::show);
    router.post("/api/v1/gateways/:id/provision").handler(this::make);
    router.delete("/api/v1/gateways/:id/provision").handler(this::withdraw);
  }

  private static String gateway(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    if (!id.matches(ID)) {
      throw Problem.bad("a gateway's id is of a-z, 0-9, - and _, at most 64 of them");
    }
    return id;
  }

  private void show(RoutingContext ctx) {
    String gateway = gateway(ctx);
    String site =
        Optional.ofNullable(ctx.request().getParam("site"))
            .filter(s -> s.matches(ID))
            .orElse("SITE");
    Answers.blocking(
        ctx,
        () -> {
          Provisioner.Standing standing = provisioner.standing(site, gateway);
          JsonObject view =
              new JsonObject()
                  .put("gateway", gateway)
                  .put("possible", standing.hindrance().isEmpty())
                  .put("command", standing.command())
                  .put("provisioned", provisioner.knows(gateway));
          standing.hindrance().ifPresent(h -> view.put("hindrance", h.word()));
          handouts.last(gateway).ifPresent(link -> view.put("link", link(link)));
          return view;
        });
  }

  private JsonObject link(Handouts.View link) {
    JsonObject view =
        new JsonObject()
            .put("state", link.state().name().toLowerCase(Locale.ROOT))
            .put("by", link.by())
            .put("until", times.iso(link.until().toEpochMilli()));
    link.endedAt().ifPresent(at -> view.put("ended", times.iso(at.toEpochMilli())));
    return link.takenBy().isEmpty() ? view : view.put("takenBy", link.takenBy());
  }

  private void make(RoutingContext ctx) {
    String gateway = gateway(ctx);
    JsonObject body = Answers.body(ctx);
    Answers.only(body, Set.of("site"));
    String site = Answers.text(body, "site");
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          Provisioner.Standing standing = provisioner.standing(site, gateway);
          if (standing.hindrance().isPresent()) {
            throw Problem.conflict(
                "this service can't do it (%s); on its machine run: %s"
                    .formatted(standing.hindrance().get().word(), standing.command()));
          }
          Provisioner.Answer answer = provisioner.make(site, gateway);
          if (answer instanceof Provisioner.Refused refused) {
            throw Problem.bad(refused.why());
          }
          Provisioner.Made made = (Provisioner.Made) answer;
          accounts.audit(
              clock.millis(),
              user,
              "provision",
              gateway,
              (made.renewed() ? "renewed" : "made") + " for site " + site);
          String path = HandoutPage.PATH + handouts.offer(gateway, user, made.archive());
          return new JsonObject()
              .put("gateway", gateway)
              .put("renewed", made.renewed())
              .put("chores", chores(made.chores()))
              .put("path", path)
              .put("url", publicUrl + path)
              .put("until", times.iso(clock.instant().plus(Handouts.VALID).toEpochMilli()));
        });
  }

  private static JsonArray chores(List<Provisioner.Chore> chores) {
    return new JsonArray(chores.stream().map(Provisioner.Chore::word).toList());
  }

  private void withdraw(RoutingContext ctx) {
    String gateway = gateway(ctx);
    String user = LoginApi.user(ctx);
    Answers.blocking(
        ctx,
        () -> {
          handouts.withdraw(gateway);
          List<Provisioner.Chore> chores =
              provisioner
                  .withdraw(gateway)
                  .orElseThrow(
                      () ->
                          Problem.notFound(gateway + " has no credentials; nothing was withdrawn"));
          accounts.audit(clock.millis(), user, "revoke", gateway, "");
          return new JsonObject().put("gateway", gateway).put("chores", chores(chores));
        });
  }
}
