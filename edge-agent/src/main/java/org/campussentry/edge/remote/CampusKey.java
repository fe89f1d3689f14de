package org.campussentry.edge.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import org.campussentry.edge.config.Section;

/** The Ed25519 key by which the campus signs configurations. Immutable. */
public record CampusKey(PublicKey key) {
  private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
  private static final String END = "-----END PUBLIC KEY-----";

  /** Reads `remote: {key: FILE}`; empty when the campus may send nothing, or the key is wrong. */
  public static Optional<CampusKey> read(Section top) {
    if (!top.has("remote")) {
      return Optional.empty();
    }
    try (Section remote = top.section("remote")) {
      remote.demand("key", "campus.pub");
      return remote.readable("key").flatMap(file -> read(remote, file));
    }
  }

  private static Optional<CampusKey> read(Section remote, Path file) {
    try {
      String text = Files.readString(file);
      int begin = text.indexOf(BEGIN);
      int end = text.indexOf(END);
      if (begin >= 0 && end > begin) {
        String encoded = text.substring(begin + BEGIN.length(), end);
        var specification = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(encoded));
        return Optional.of(
            new CampusKey(KeyFactory.getInstance("Ed25519").generatePublic(specification)));
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      // Told below.
    }
    remote.error(
        "key",
        "names %s, which is no public Ed25519 key in PEM. Get it at the campus: ingest-service"
                .formatted(file)
            + " remote-key --config ingest-service.yaml");
    return Optional.empty();
  }
}
