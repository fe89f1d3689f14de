package org.campussentry.edge.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which configuration this gateway runs, across restarts: the local file, or a version that the
 * campus sent. Each step is kept on the disk before it is taken. Not thread-safe.
 *
 * <p>Versions only increase, and each is decided on once: one that was refused or given up is not
 * tried again. A local file that was edited since the first version came wins over all versions but
 * those that name its fingerprint, so that nobody undoes from afar what somebody mended at the
 * wall.
 */
public final class Steering {
  private static final Logger log = LoggerFactory.getLogger(Steering.class);
  private static final int STARTS_MAX = 2;

  private final StateFile file;
  private final String local;
  private State state;
  private Optional<String> untrusted = Optional.empty();
  private boolean unwritable;

  /**
   * What the campus sent.
   *
   * @param text as {@code edge-agent.yaml} has it
   */
  public record Version(long version, String text) {}

  /**
   * How it stands, for the status.
   *
   * @param local fingerprint of the local file
   * @param edited whether the local file was edited by hand, so that it runs
   * @param running version that runs or is tried; empty when the local file runs
   * @param trying whether that one is not confirmed yet
   * @param seen highest version on which was decided
   * @param refused the last version that does not run, 0 for an order that can't be trusted
   */
  public record Standing(
      String local,
      boolean edited,
      Optional<Long> running,
      boolean trying,
      long seen,
      Optional<Refused> refused) {}

  /** A version that does not run, and why. */
  public record Refused(long version, String why) {}

  private Steering(StateFile file, String local, State state) {
    this.file = file;
    this.local = local;
    this.state = state;
  }

  /**
   * Reads what was decided before.
   *
   * @param home of the agent
   * @param local fingerprint of the local file
   */
  public static Steering open(Path home, String local) {
    var file = new StateFile(home);
    State state = State.NEW;
    try {
      state = file.read();
    } catch (IOException e) {
      log.error(
          "{} cannot be read ({}); the local file runs until the campus sends a new version. Look at"
              + " the card of this gateway.",
          file.path(),
          e.getMessage());
    }
    return new Steering(file, local, state);
  }

  /** Whether the local file was edited since it was displaced. */
  public boolean edited() {
    return state.local().isPresent() && !state.local().get().equals(local);
  }

  /** Highest version on which was decided. */
  public long seen() {
    return state.seen();
  }

  /**
   * The version that an earlier start was trying, and that is to be tried once more; one that ended
   * the agent twice is given up.
   */
  public Optional<Version> unconfirmed() {
    if (state.trial().isEmpty()) {
      return Optional.empty();
    }
    State.Trial trial = state.trial().get();
    if (edited()) {
      refuse(trial.version().version(), "the local file was edited while it was tried");
      return Optional.empty();
    }
    if (trial.starts() >= STARTS_MAX) {
      refuse(trial.version().version(), "the agent ended %d times with it".formatted(STARTS_MAX));
      return Optional.empty();
    }
    keep(state.startedAgain());
    return state.trial().map(found -> version(found.version()));
  }

  /** The version that runs when nothing is tried; empty for the local file. */
  public Optional<Version> confirmed() {
    return edited() ? Optional.empty() : state.running().map(Steering::version);
  }

  /** The version that is tried or runs; empty for the local file. Changes nothing. */
  public Optional<Version> present() {
    return running().map(Steering::version);
  }

  private Optional<State.Version> running() {
    return edited() ? Optional.empty() : state.trial().map(State.Trial::version).or(state::running);
  }

  private static Version version(State.Version found) {
    return new Version(found.version(), found.text());
  }

  /**
   * Begins to try a version over the local file as it is. Returns false when that could not be
   * kept: then nothing may change, and it may be begun again later.
   */
  public boolean begin(Order.Run order) {
    State before = state;
    State base = edited() ? state.withoutRunning() : state;
    if (keep(base.began(new State.Version(order.version(), order.text()), local))) {
      return true;
    }
    state = before;
    return false;
  }

  /** What was tried is good. */
  public void confirm() {
    long version = state.trial().orElseThrow().version().version();
    keep(state.confirmed());
    log.info("version {} of the configuration, sent by the campus, runs", version);
  }

  /** Does not run a version, and never will. */
  public void refuse(long version, String why) {
    keep(state.refuse(version, why));
    log.error(
        "version {} of the configuration, sent by the campus, does not run: {}", version, why);
  }

  /** Does not run what ran until now; the local file does. */
  public void abandon(String why) {
    long version = state.running().orElseThrow().version();
    state = state.withoutRunning();
    refuse(version, why);
  }

  /** Notes an order that this gateway does not obey. */
  public void distrust(String why) {
    untrusted = Optional.of(why);
    log.warn("a configuration on this gateway's topic is not obeyed: {}", why);
  }

  /** Notes that what lies on this gateway's topic now can be trusted. */
  public void trust() {
    untrusted = Optional.empty();
  }

  /** How it stands. */
  public Standing standing() {
    Optional<Refused> refused =
        untrusted
            .map(why -> new Refused(0, why))
            .or(() -> state.refused().map(found -> new Refused(found.version(), found.why())));
    return new Standing(
        local,
        edited(),
        running().map(State.Version::version),
        state.trial().isPresent(),
        state.seen(),
        refused);
  }

  private boolean keep(State next) {
    state = next;
    try {
      file.write(next);
      unwritable = false;
      return true;
    } catch (IOException e) {
      if (!unwritable) {
        log.error(
            "{} cannot be written ({}): free some disk space, or make the file system writable",
            file.path(),
            e.getMessage());
      }
      unwritable = true;
      return false;
    }
  }
}
