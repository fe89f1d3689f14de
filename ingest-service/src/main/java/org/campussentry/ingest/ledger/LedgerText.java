package org.campussentry.ingest.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A version as text: JSON with its keys in alphabetical order. The digest is of the text as it was
 * stored, so that names in this program may change.
 */
public final class LedgerText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** What stands in the text; the rest of a version is beside it. */
  private record Content(
      int number,
      LedgerVersion.Cause cause,
      String recorder,
      String reviewer,
      String by,
      long issuedMs,
      String previous,
      Ledger ledger) {}

  private LedgerText() {}

  /** With its text and digest. */
  public static LedgerVersion.Kept of(LedgerVersion version) {
    String text =
        write(
            new Content(
                version.number(),
                version.cause(),
                version.recorder(),
                version.reviewer(),
                version.by(),
                version.issuedAt().toEpochMilli(),
                version.previous(),
                version.ledger()));
    return new LedgerVersion.Kept(version, text, digest(text));
  }

  /**
   * Reads what was stored, whether or not it is intact.
   *
   * @throws IllegalStateException when it is no text of a version at all
   */
  public static LedgerVersion.Kept read(LedgerKey key, long arrived, String text, String digest) {
    try {
      Content content = JSON.readValue(text, Content.class);
      LedgerVersion version =
          new LedgerVersion(
              key,
              content.number(),
              content.cause(),
              content.recorder(),
              content.reviewer(),
              content.by(),
              Instant.ofEpochMilli(content.issuedMs()),
              content.previous(),
              arrived,
              content.ledger());
      return new LedgerVersion.Kept(version, text, digest);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "ledger " + key.id() + " can't be read: " + e.getOriginalMessage(), e);
    }
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("ledgers are plain data", e);
    }
  }

  /** SHA-256 as hexadecimal digits. */
  public static String digest(String text) {
    try {
      byte[] said = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
