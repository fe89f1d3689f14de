package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A custom robot of Feishu (飞书), by its contract at
 * https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot: with a secret the body carries
 * {@code timestamp} in seconds and {@code sign}, the Base64 of HMAC-SHA256 of nothing under the key
 * timestamp, line feed, secret; at most 20 KB, 5 messages a second and 100 a minute; {@code code} 0
 * is good. {@code to} is an open id that is called by name.
 */
public final class FeishuChannel implements Channel {
  private static final int TEXT_MAX = 15_000;
  private static final Map<Integer, String> REMEDIES =
      Map.of(
          19021, "check `secret` and this machine's clock",
          19022, "its list of addresses lacks this machine's",
          19024, "none of the keywords that it asks for is in the message",
          19001, "the token in `url` is wrong, or the robot was removed: copy its address anew",
          11232, "more than 100 messages in a minute");

  private final URI url;
  private final Optional<String> secret;
  private final InstantSource clock;
  private final Post post = new Post();

  public FeishuChannel(URI url, Optional<String> secret, InstantSource clock) {
    this.url = url;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "feishu";
  }

  @Override
  public Readers readers() {
    return Readers.GROUP;
  }

  @Override
  public Outcome send(Message message) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    secret.ifPresent(
        s -> {
          String now = Long.toString(clock.instant().getEpochSecond());
          byte[] mac = Hmac.sha256((now + "\n" + s).getBytes(UTF_8), new byte[0]);
          body.put("timestamp", now).put("sign", Base64.getEncoder().encodeToString(mac));
        });
    body.put("msg_type", "interactive").set("card", card(message));
    return post.send(
        url,
        Map.of("Content-Type", "application/json"),
        body.toString(),
        answer -> RobotAnswer.judge("Feishu", answer, "code", "msg", REMEDIES));
  }

  private static ObjectNode card(Message message) {
    Notice notice = message.notice();
    ObjectNode card = JsonNodeFactory.instance.objectNode();
    card.putObject("config").put("wide_screen_mode", true);
    ObjectNode header = card.putObject("header").put("template", colour(notice.tone()));
    header.putObject("title").put("tag", "plain_text").put("content", notice.title());
    ArrayNode elements = card.putArray("elements");
    String called = message.to().isEmpty() ? "" : "\n\n<at id=" + message.to() + "></at>";
    elements
        .addObject()
        .put("tag", "markdown")
        .put("content", RobotAnswer.within(notice.markdown(), TEXT_MAX) + called);
    if (!notice.link().isEmpty()) {
      ObjectNode button =
          elements
              .addObject()
              .put("tag", "action")
              .putArray("actions")
              .addObject()
              .put("tag", "button")
              .put("type", "primary")
              .put("url", notice.link());
      button.putObject("text").put("tag", "plain_text").put("content", notice.linkText());
    }
    return card;
  }

  private static String colour(Notice.Tone tone) {
    return switch (tone) {
      case CRITICAL -> "red";
      case WARNING -> "orange";
      case INFO -> "blue";
      case GOOD -> "green";
    };
  }
}
