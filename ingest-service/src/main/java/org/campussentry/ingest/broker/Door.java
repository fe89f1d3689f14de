package org.campussentry.ingest.broker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the embedded broker listens, and how it is locked. Immutable.
 *
 * @param bind address to listen on
 * @param connections how many at once; further ones are closed
 * @param lock empty: no users, and so loopback only
 */
public record Door(String bind, int port, int connections, Optional<Lock> lock) {
  /** Several for each gateway of a large campus. */
  public static final int CONNECTIONS_USUAL = 2_000;

  private static final String LOOPBACK = "127.0.0.1";

  /**
   * TLS, passwords and the access list.
   *
   * @param ca PEM file of the authority that signs certificates of gateways
   * @param certificate PEM file of the broker's certificate
   * @param key PEM file (PKCS #8) of its key
   * @param passwords file as {@link Passwords} has it; a change counts at once
   * @param access file as {@link AccessList} has it; a change counts at once
   * @param revoked PEM file of certificates that count no more; may be missing
   * @param certificates whether a gateway needs one too, with its id as the name
   * @param servicePassword of user {@code ingest}, for this run
   */
  public record Lock(
      Path ca,
      Path certificate,
      Path key,
      Path passwords,
      Path access,
      Path revoked,
      boolean certificates,
      String servicePassword) {
    @Override
    public String toString() {
      return "lock with users of " + passwords;
    }
  }

  public Door {
    if (lock.isEmpty() && !isLoopback(bind)) {
      throw new IllegalStateException("without TLS and passwords it listens on loopback only");
    }
  }

  /** Without users, for programs of this machine. */
  public static Door open(int port) {
    return new Door(LOOPBACK, port, CONNECTIONS_USUAL, Optional.empty());
  }

  /** Whether only programs of this machine reach that address. */
  public static boolean isLoopback(String bind) {
    return bind.equals("localhost") || bind.equals("::1") || bind.matches("127(\\.\\d{1,3}){3}");
  }

  /** How a program of this machine calls it. */
  public String url() {
    return (lock.isPresent() ? "mqtts://" : "mqtt://") + local(bind) + ":" + port;
  }

  /** How a program of this machine calls a broker with a lock. */
  public static String lockedUrl(String bind, int port) {
    return "mqtts://" + local(bind) + ":" + port;
  }

  private static String local(String bind) {
    if (bind.equals("0.0.0.0") || bind.equals("::")) {
      return LOOPBACK;
    }
    return bind.contains(":") ? "[" + bind + "]" : bind;
  }
}
