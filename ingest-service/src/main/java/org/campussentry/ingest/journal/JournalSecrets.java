package org.campussentry.ingest.journal;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.jdbi.v3.core.Jdbi;

/** Keys that outlive a process and are the same for all instances. Thread-safe. */
public final class JournalSecrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Jdbi jdbi;

  JournalSecrets(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** That key, 256 bits, made when there is none yet. */
  public byte[] key(String name) {
    byte[] fresh = new byte[32];
    RANDOM.nextBytes(fresh);
    return jdbi.withHandle(
        h -> {
          h.execute(
              "INSERT INTO secret VALUES (?, ?) ON CONFLICT DO NOTHING",
              name,
              HexFormat.of().formatHex(fresh));
          return HexFormat.of()
              .parseHex(
                  h.createQuery("SELECT value FROM secret WHERE name = ?")
                      .bind(0, name)
                      .mapTo(String.class)
                      .one());
        });
  }
}
