package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.campussentry.ingest.account.AccountStore;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.notice.Delivery;
import org.campussentry.ingest.notice.DeliveryStore;
import org.campussentry.ingest.notice.Notifier;

/** {@code /api/v1/channels}: the ways to people, and a test of each. Shows no secret. */
final class ChannelsApi {
  private final Notifier notifier;
  private final DeliveryStore deliveries;
  private final People people;
  private final AccountStore accounts;
  private final Times times;
  private final InstantSource clock;

  ChannelsApi(
      Notifier notifier,
      DeliveryStore deliveries,
      People people,
      AccountStore accounts,
      Times times,
      InstantSource clock) {
    this.notifier = notifier;
    this.deliveries = deliveries;
    this.people = people;
    this.accounts = accounts;
    this.times = times;
    this.clock = clock;
  }

  void mount(Router router) {
    router.get("/api/v1/channels").handler(this::list);
    router.post("/api/v1/channels/:name/test").handler(this::test);
  }

  private void list(RoutingContext ctx) {
    Answers.blocking(
        ctx,
        () -> {
          Map<String, Long> waiting =
              deliveries.waiting().stream()
                  .collect(Collectors.groupingBy(Delivery::channel, Collectors.counting()));
          JsonArray list = new JsonArray();
          notifier
              .channels()
              .forEach(c -> list.add(view(c).put("waiting", waiting.getOrDefault(c.name(), 0L))));
          return new JsonObject().put("channels", list);
        });
  }

  private JsonObject view(Notifier.ChannelState channel) {
    JsonArray reached = new JsonArray();
    people.all().stream()
        .filter(p -> p.addresses().stream().anyMatch(a -> a.channel().equals(channel.name())))
        .forEach(p -> reached.add(p.id()));
    JsonObject view =
        new JsonObject()
            .put("name", channel.name())
            .put("type", channel.type())
            .put("shared", channel.shared())
            .put("people", reached);
    channel
        .lastAt()
        .ifPresent(at -> view.put("lastAt", times.iso(at)).put("taken", channel.why().isEmpty()));
    return channel.why().isEmpty() ? view : view.put("error", channel.why());
  }

  private void test(RoutingContext ctx) {
    String name = ctx.pathParam("name");
    String id = Answers.text(Answers.body(ctx), "person");
    String user = LoginApi.user(ctx);
    Optional<Person> person = people.find(id);
    if (!id.isEmpty() && person.isEmpty()) {
      throw Problem.bad("'person' is an id below `people:`, not '" + id + "'");
    }
    Answers.blocking(
        ctx,
        () -> {
          Channel.Outcome outcome =
              notifier
                  .test(name, person, user)
                  .orElseThrow(
                      () ->
                          Problem.notFound(
                              "there is no channel '%s'%s"
                                  .formatted(
                                      name, id.isEmpty() ? "" : ", or " + id + " is not in it")));
          accounts.audit(clock.millis(), user, "test-channel", name, id);
          return outcome instanceof Channel.NotTaken not
              ? new JsonObject().put("taken", false).put("error", not.why())
              : new JsonObject().put("taken", true);
        });
  }
}
