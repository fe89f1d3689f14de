package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Posts the body as JSON, or what a template makes of it. Any 2xx answer counts as taken;
 * everything else is tried again.
 *
 * <p>With a secret the header {@code X-Sentry-Signature} is {@code sha256=} and the hexadecimal
 * HMAC-SHA256 of {@code X-Sentry-Timestamp} (seconds since 1970), a full stop, and the body.
 */
public final class WebhookChannel implements Channel {
  private final URI url;
  private final Map<String, String> headers;
  private final Optional<Template> template;
  private final Optional<String> secret;
  private final InstantSource clock;
  private final Post post = new Post();

  /**
   * A webhook.
   *
   * @param headers sent with each; Content-Type is JSON when it is not among them
   */
  public WebhookChannel(
      URI url,
      Map<String, String> headers,
      Optional<Template> template,
      Optional<String> secret,
      InstantSource clock) {
    this.url = url;
    this.headers = Map.copyOf(headers);
    this.template = template;
    this.secret = secret;
    this.clock = clock;
  }

  @Override
  public String type() {
    return "webhook";
  }

  @Override
  public Readers readers() {
    return Readers.PROGRAM;
  }

  private static String plain(Message message) {
    return message.enclosures().isEmpty()
        ? message.body()
        : Enclosure.within(message.body(), message.enclosures());
  }

  @Override
  public Outcome send(Message message) {
    String body = template.map(t -> t.fill(message)).orElseGet(() -> plain(message));
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", "application/json");
    all.putAll(headers);
    all.put("Idempotency-Key", message.id());
    secret.ifPresent(
        s -> {
          String now = Long.toString(clock.instant().getEpochSecond());
          byte[] mac = Hmac.sha256(s.getBytes(UTF_8), (now + "." + body).getBytes(UTF_8));
          all.put("X-Sentry-Timestamp", now);
          all.put("X-Sentry-Signature", "sha256=" + HexFormat.of().formatHex(mac));
        });
    return post.send(url, all, body, answer -> new Taken());
  }
}
