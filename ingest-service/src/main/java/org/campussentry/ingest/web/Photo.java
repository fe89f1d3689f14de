package org.campussentry.ingest.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** A picture of what was found and done about an alert. Immutable. */
public final class Photo {
  private final String alert;
  private final byte[] content;
  private final About about;

  /**
   * A picture that was added.
   *
   * @param type image/jpeg, image/png or image/webp, by its content and not by what was said of it
   * @param by the account that added it
   * @param at milliseconds since 1970 UTC
   */
  public Photo(String alert, String type, byte[] content, String by, long at) {
    this.alert = alert;
    this.content = content.clone();
    this.about = new About(type, content.length, digest(content), by, at);
  }

  /**
   * What is told of it without its content.
   *
   * @param bytes how large it is
   * @param digest SHA-256
   */
  public record About(String type, int bytes, String digest, String by, long at) {}

  /** Bytes. A phone's picture has less. */
  static final int MAX = 5 << 20;

  private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");
  private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
  private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] WEBP = "WEBP".getBytes(StandardCharsets.US_ASCII);

  /** The type that the first bytes show; empty for anything else than these three. */
  static Optional<String> typeOf(byte[] content) {
    if (is(content, 0, JPEG)) {
      return Optional.of("image/jpeg");
    }
    if (is(content, 0, PNG)) {
      return Optional.of("image/png");
    }
    return is(content, 0, RIFF) && is(content, 8, WEBP)
        ? Optional.of("image/webp")
        : Optional.empty();
  }

  private static boolean is(byte[] content, int at, byte[] mark) {
    return content.length >= at + mark.length
        && Arrays.equals(content, at, at + mark.length, mark, 0, mark.length);
  }

  public String alert() {
    return alert;
  }

  /** A copy. */
  public byte[] content() {
    return content.clone();
  }

  public About about() {
    return about;
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
