package org.campussentry.ingest.web;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Gives gateways what they need to enter the broker, and takes it back. Thread-safe; waits for a
 * disk.
 */
public interface Provisioner {
  /** Why that is no work for this service. */
  enum Hindrance {
    /** The embedded broker lets everybody in who reaches it: there is nothing to give. */
    OPEN_BROKER("open-broker"),
    /** Nobody said how gateways call the broker. */
    NO_ADDRESS("no-address"),
    /** The files of the broker are not known here. */
    OTHER_BROKER("other-broker");

    private final String word;

    Hindrance(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** What somebody has to do beside it before it counts. */
  enum Chore {
    /** The broker has a new certificate, which it reads when the service starts. */
    RESTART_SERVICE("restart-service"),
    /** Mosquitto reads its files when somebody tells it. */
    RELOAD_MOSQUITTO("reload-mosquitto"),
    /** The service has a user of its own at Mosquitto from now on; it has to be configured. */
    SERVICE_USER("service-user");

    private final String word;

    Chore(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /**
   * Whether it can be done here.
   *
   * @param hindrance empty when it can
   * @param command that does the same on the machine of the service
   */
  record Standing(Optional<Hindrance> hindrance, String command) {}

  /** What became of it. */
  sealed interface Answer {}

  /**
   * It is made, and nothing of it is left at the service.
   *
   * @param archive {@code .tar.gz} with the gateway's secrets
   * @param renewed what the gateway had before counts no more
   */
  // The bytes are handed on, never changed.
  @SuppressWarnings("ArrayRecordComponent")
  record Made(byte[] archive, boolean renewed, List<Chore> chores) implements Answer {
    @Override
    public String toString() {
      return "an archive of " + archive.length + " bytes";
    }
  }

  /** It was not: {@code why} names what is wrong with site or gateway. */
  record Refused(String why) implements Answer {}

  Standing standing(String site, String gateway);

  /** Whether a gateway has credentials that count. */
  boolean knows(String gateway) throws IOException;

  /** Makes them, or makes them anew; only where there is no hindrance. */
  Answer make(String site, String gateway) throws IOException;

  /** Takes them back; empty when there were none. */
  Optional<List<Chore>> withdraw(String gateway) throws IOException;
}
