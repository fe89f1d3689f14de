package org.campussentry.ingest.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A file that goes with a message: attached to a mail, within the body for a program. Immutable.
 */
public final class Enclosure {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final String type;
  private final byte[] content;

  /**
   * A file.
   *
   * @param name with its ending
   * @param type as MIME spells it
   */
  public Enclosure(String name, String type, byte[] content) {
    this.name = name;
    this.type = type;
    this.content = content.clone();
  }

  public String name() {
    return name;
  }

  String type() {
    return type;
  }

  byte[] content() {
    return content.clone();
  }

  /** A body with all of them in {@code files}: JSON as it is, everything else in base 64. */
  static String within(String body, List<Enclosure> enclosures) {
    try {
      ObjectNode whole = (ObjectNode) JSON.readTree(body);
      ArrayNode files = whole.putArray("files");
      for (Enclosure one : enclosures) {
        ObjectNode file =
            files.addObject().put("name", one.name).put("type", one.type).put("sha256", one.sum());
        if (one.type.startsWith("application/json")) {
          file.set("json", JSON.readTree(one.content));
        } else {
          file.put("content", one.content);
        }
      }
      return JSON.writeValueAsString(whole);
    } catch (IOException e) {
      throw new IllegalStateException("what was written here as JSON is JSON", e);
    }
  }

  private String sum() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
