package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A custom robot of DingTalk (钉钉), by its contract at
 * https://open.dingtalk.com/document/robots/custom-robot-access: with a secret the address carries
 * {@code timestamp} in milliseconds and {@code sign}, the Base64 of HMAC-SHA256 under the secret of
 * timestamp, line feed, secret; at most 20,000 bytes and 20 messages a minute; {@code errcode} 0 is
 * good. {@code to} is a telephone number, called by name.
 */
public final class DingTalkChannel implements Channel {
  private static final int TEXT_MAX = 20_000;
  private static final Map<Integer, String> REMEDIES =
      Map.of(
          310000,
              "the robot's security settings refuse it: check `secret`, this machine's clock, its keywords and addresses",
          300005, "the token in `url` is wrong, or the robot was removed: copy its address anew",
          130101, "more than 20 messages in a minute");

  private final URI url;
  private final Optional<String> secret;
  private final InstantSource clock;
  private final Post post = new Post();

  public DingTalkChannel(URI url, Optional<String> secret, InstantSource clock) {
    this.url = url;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "dingtalk";
  }

  @Override
  public Readers readers() {
    return Readers.GROUP;
  }

  @Override
  public Outcome send(Message message) {
    Notice notice = message.notice();
    String end =
        (notice.link().isEmpty() ? "" : "\n\n[" + notice.linkText() + "](" + notice.link() + ")")
            + (message.to().isEmpty() ? "" : "\n\n@" + message.to());
    String text = "### " + Notice.escaped(notice.title()) + "\n\n" + notice.markdown();
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("msgtype", "markdown");
    body.putObject("markdown")
        .put("title", notice.title())
        .put("text", RobotAnswer.within(text, TEXT_MAX - end.getBytes(UTF_8).length) + end);
    ObjectNode at = body.putObject("at").put("isAtAll", false);
    if (!message.to().isEmpty()) {
      at.putArray("atMobiles").add(message.to());
    }
    return post.send(
        signed(),
        Map.of("Content-Type", "application/json"),
        body.toString(),
        answer -> RobotAnswer.judge("DingTalk", answer, "errcode", "errmsg", REMEDIES));
  }

  private URI signed() {
    if (secret.isEmpty()) {
      return url;
    }
    long now = clock.millis();
    byte[] mac =
        Hmac.sha256(secret.get().getBytes(UTF_8), (now + "\n" + secret.get()).getBytes(UTF_8));
    String sign = URLEncoder.encode(Base64.getEncoder().encodeToString(mac), UTF_8);
    return URI.create(
        url + (url.getRawQuery() == null ? "?" : "&") + "timestamp=" + now + "&sign=" + sign);
  }
}
