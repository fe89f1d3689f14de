package org.campussentry.ingest.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The codes that hang at doors: who sends one has stood there, or has it from somebody who has.
 * Immutable.
 */
public final class DoorCodes {
  private static final int BYTES = 6;

  private final byte[] key;

  /** With a key that outlives the process, or all codes must be printed anew. */
  public DoorCodes(byte[] key) {
    this.key = key.clone();
  }

  /** Twelve hexadecimal digits for an area of a site. */
  String of(String site, String area) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] digest = mac.doFinal((site + "\n" + area).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA-256", e);
    }
  }

  boolean isOf(String site, String area, String code) {
    return MessageDigest.isEqual(
        of(site, area).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
  }
}
