package org.campussentry.acceptance.chaos;

import java.time.Duration;
import java.util.Set;

/** Something that goes wrong for a while and is mended then. Immutable. */
sealed interface Fault {
  /** How long until it is mended. */
  Duration lasts();

  /** Makes it happen. */
  void befall(Stage stage);

  /** Undoes it, as an operator would. */
  void mend(Stage stage);

  /** Parts to which nothing else should happen meanwhile. */
  Set<Part.Role> touches();

  /** Its name in the table. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** kill -9 while batches have no receipt; started again after a while. */
  record Kill(Part part, Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(part.role());
    }

    @Override
    public void befall(Stage stage) {
      stage.kill(part);
    }

    @Override
    public void mend(Stage stage) {
      stage.start(part);
    }
  }

  /** SIGSTOP, and SIGCONT after a while. */
  record Stop(Part part, Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(part.role());
    }

    @Override
    public void befall(Stage stage) {
      stage.suspend(part);
    }

    @Override
    public void mend(Stage stage) {
      stage.proceed(part);
    }
  }

  /**
   * Nothing passes between a part and the one that it speaks to.
   *
   * @param silent as if a cable were pulled; else connections are closed and refused
   */
  record Cut(Part part, boolean silent, Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(part.role());
    }

    @Override
    public void befall(Stage stage) {
      stage.link(part).cut(silent);
    }

    @Override
    public void mend(Stage stage) {
      stage.link(part).mend();
    }
  }

  /** All that passes between a part and the one that it speaks to comes late. */
  record Slow(Part part, Duration delay, Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(part.role());
    }

    @Override
    public void befall(Stage stage) {
      stage.link(part).slow(delay);
    }

    @Override
    public void mend(Stage stage) {
      stage.link(part).mend();
    }
  }

  /** The disk under a gateway's home has no byte left, and its broker is away. */
  record FillGatewayDisk(int gateway, Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(Part.Role.AGENT);
    }

    @Override
    public void befall(Stage stage) {
      stage.link(new Part(Part.Role.AGENT, gateway)).cut(false);
      stage.gateway(gateway).disk().fill();
    }

    @Override
    public void mend(Stage stage) {
      stage.gateway(gateway).disk().free();
      stage.link(new Part(Part.Role.AGENT, gateway)).mend();
    }
  }

  /** The disk under the store has no byte left. */
  record FillStoreDisk(Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(Part.Role.STORE);
    }

    @Override
    public void befall(Stage stage) {
      stage.storeDisk().fill();
    }

    @Override
    public void mend(Stage stage) {
      stage.storeDisk().free();
      stage.restartStore();
    }
  }

  /** The wall clock of a gateway jumps, and back; seconds pass as ever. */
  record JumpClock(int gateway, Duration by, Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of();
    }

    @Override
    public void befall(Stage stage) {
      stage.gateway(gateway).setClock(by);
    }

    @Override
    public void mend(Stage stage) {
      stage.gateway(gateway).setClock(Duration.ZERO);
    }
  }

  /**
   * A gateway is cut off until batches wait in its outbox, then killed; bits flip in the file
   * before it starts again.
   *
   * @param seed of the places
   * @param bytes how many
   * @param journal in SQLite's journal; else in the file, with the journal written into it first
   */
  record FlipOutboxBytes(int gateway, long seed, int bytes, boolean journal, Duration lasts)
      implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of(Part.Role.AGENT);
    }

    @Override
    public void befall(Stage stage) {
      stage.link(new Part(Part.Role.AGENT, gateway)).cut(false);
    }

    @Override
    public void mend(Stage stage) {
      stage.damageOutbox(this);
      stage.link(new Part(Part.Role.AGENT, gateway)).mend();
    }
  }

  /** Whoever is notified answers 503. */
  record RefuseNotifications(Duration lasts) implements Fault {
    @Override
    public Set<Part.Role> touches() {
      return Set.of();
    }

    @Override
    public void befall(Stage stage) {
      stage.webhook().answers(503);
    }

    @Override
    public void mend(Stage stage) {
      stage.webhook().answers(204);
    }
  }
}
