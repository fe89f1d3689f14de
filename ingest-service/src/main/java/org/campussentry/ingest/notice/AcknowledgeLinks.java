package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses by which a message is acknowledged without login. Whoever has a personal one acts as
 * the person whom the message called; any other asks who opens it. Signed with HMAC-SHA256 cut to
 * 128 bits, good for a day. Immutable.
 */
public final class AcknowledgeLinks {
  /** Whoever has not acted by then has been called again, with a new one. */
  static final Duration VALID = Duration.ofHours(24);

  private static final Pattern TOKEN =
      Pattern.compile("([pg])([A-Za-z0-9_-]{22})\\.([0-9a-z]{1,10})\\.([A-Za-z0-9_-]{22})");

  private static final Base64.Encoder TO_TEXT = Base64.getUrlEncoder().withoutPadding();

  /** What a token turned out to be. */
  public sealed interface Opened {}

  /**
   * A good one.
   *
   * @param delivery the id of the message that carried it
   */
  public record Good(String delivery, boolean personal) implements Opened {}

  /** Good once, but too old. */
  public record Expired() implements Opened {}

  /** Not made here, or changed since. */
  public record Altered() implements Opened {}

  private final byte[] key;
  private final String publicUrl;

  /**
   * Makes and reads links.
   *
   * @param key secret, the same for all instances and starts
   */
  public AcknowledgeLinks(byte[] key, String publicUrl) {
    this.key = key.clone();
    this.publicUrl = publicUrl;
  }

  /** The address for one message. */
  String of(String delivery, boolean personal, Instant now) {
    UUID id = UUID.fromString(delivery);
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    String until = Long.toString(now.plus(VALID).getEpochSecond(), 36);
    String said = (personal ? "p" : "g") + TO_TEXT.encodeToString(bytes) + "." + until;
    return publicUrl + "/a/" + said + "." + signature(said);
  }

  /** Where the alert itself is, for those who log in. */
  String page(String alert) {
    return publicUrl + "/#/alerts/" + alert;
  }

  /** All alerts, for those who log in. */
  String pages() {
    return publicUrl + "/";
  }

  /** Reads the last part of such an address. */
  public Opened open(String token, Instant now) {
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      return new Altered();
    }
    String said = parts.group(1) + parts.group(2) + "." + parts.group(3);
    boolean good =
        MessageDigest.isEqual(
            signature(said).getBytes(US_ASCII), parts.group(4).getBytes(US_ASCII));
    if (!good) {
      return new Altered();
    }
    if (now.getEpochSecond() > Long.parseLong(parts.group(3), 36)) {
      return new Expired();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(parts.group(2)));
    String delivery = new UUID(bytes.getLong(), bytes.getLong()).toString();
    return new Good(delivery, parts.group(1).equals("p"));
  }

  private String signature(String said) {
    byte[] mac = Hmac.sha256(key, said.getBytes(US_ASCII));
    return TO_TEXT.encodeToString(Arrays.copyOf(mac, 16));
  }
}
