package org.campussentry.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.config.Problem;
import org.campussentry.edge.config.Problems;
import org.campussentry.edge.remote.Order;
import org.campussentry.edge.remote.Steering;
import org.campussentry.edge.uplink.UplinkConfig;

/**
 * What this gateway runs when the campus may send configurations. An order is checked, then run;
 * one that changes the way to the campus is tried for a minute, and what ran before returns when
 * the campus does not answer by then. Such a trial begins only while the campus answers, or nobody
 * could tell a wrong address from a campus that is away. Not thread-safe.
 */
final class RemoteConfiguration {
  /** How long the campus may take to answer over another way. */
  static final Duration RETURN_MAX = Duration.ofMinutes(1);

  private static final int PROBLEMS_SHOWN = 5;
  private static final String MUST_STAY =
      "must stay what the local file says; it is changed at the gateway only";
  private static final int FINGERPRINT_BYTES = 8;

  private final Path file;
  private final Map<String, String> environment;
  private final EdgeConfig local;
  private final Steering steering;
  private EdgeConfig runs;
  private Optional<Order.Run> waiting = Optional.empty();
  private Optional<Instant> giveUpAt = Optional.empty();
  private boolean onTrial;

  /**
   * Nothing runs yet.
   *
   * @param file the local configuration, and {@code local} what it says
   */
  RemoteConfiguration(Path file, Map<String, String> environment, EdgeConfig local) {
    this.file = file;
    this.environment = environment;
    this.local = local;
    this.steering = Steering.open(local.home(), fingerprint(file));
    this.runs = local;
  }

  private static String fingerprint(Path file) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException e) {
      // It was read a moment ago; whoever took it away edited it.
      return "gone";
    }
  }

  /** What to start with. */
  EdgeConfig first(Instant now) {
    EdgeConfig confirmed = confirmed();
    Optional<Steering.Version> unconfirmed = steering.unconfirmed();
    runs = confirmed;
    unconfirmed.ifPresent(
        version -> {
          var problems = new Problems();
          Optional<EdgeConfig> read = read(version.version(), version.text(), problems);
          if (read.isPresent()) {
            tryOut(read.get(), now);
          } else {
            steering.refuse(version.version(), shown(problems.errors()));
          }
        });
    return runs;
  }

  /** What an agent with this file runs now, for who looks on and changes nothing. */
  EdgeConfig present() {
    return steering
        .present()
        .flatMap(found -> read(found.version(), found.text(), new Problems()))
        .orElse(local);
  }

  private EdgeConfig confirmed() {
    Optional<Steering.Version> version = steering.confirmed();
    if (version.isEmpty()) {
      return local;
    }
    var problems = new Problems();
    Optional<EdgeConfig> read = read(version.get().version(), version.get().text(), problems);
    if (read.isEmpty()) {
      steering.abandon(shown(problems.errors()));
    }
    return read.orElse(local);
  }

  private void tryOut(EdgeConfig config, Instant now) {
    onTrial = true;
    giveUpAt = sameWay(config, runs) ? Optional.empty() : Optional.of(now.plus(RETURN_MAX));
    runs = config;
  }

  private static boolean sameWay(EdgeConfig one, EdgeConfig other) {
    return one.uplink().equals(other.uplink());
  }

  private Optional<EdgeConfig> read(long version, String text, Problems problems) {
    String source = "version " + version;
    var read = EdgeConfigFile.readSent(source, file, text, environment, problems);
    read.ifPresent(
        config -> {
          var stays = new LinkedHashMap<String, Boolean>();
          stays.put("site", config.uplink().site().equals(local.uplink().site()));
          stays.put("gateway", config.uplink().gateway().equals(local.uplink().gateway()));
          stays.put("home", config.home().equals(local.home()));
          stays.put("remote.key", config.remote().equals(local.remote()));
          stays.values().removeIf(same -> same);
          stays
              .keySet()
              .forEach(key -> problems.error(source, "`%s` %s".formatted(key, MUST_STAY)));
        });
    return problems.errors().isEmpty() ? read : Optional.empty();
  }

  private static String shown(List<Problem> errors) {
    var shown = new ArrayList<String>();
    errors.stream().limit(PROBLEMS_SHOWN).map(Problem::toString).forEach(shown::add);
    if (errors.size() > shown.size()) {
      shown.add("and %d more".formatted(errors.size() - shown.size()));
    }
    return String.join("; ", shown);
  }

  /** Takes in what came on this gateway's topic. */
  void order(byte[] payload) {
    UplinkConfig us = local.uplink();
    Order order = Order.read(payload, local.remote().orElseThrow(), us.site(), us.gateway());
    if (order instanceof Order.Untrusted untrusted) {
      steering.distrust(untrusted.why());
      return;
    }
    steering.trust();
    if (order instanceof Order.None) {
      waiting = Optional.empty();
    } else if (order instanceof Order.Run run && run.version() > newest()) {
      waiting = Optional.of(run);
    }
  }

  private long newest() {
    return waiting.map(Order.Run::version).orElse(steering.seen());
  }

  /**
   * What to run now instead of what runs; mostly nothing. To be called about once a second.
   *
   * @param answers whether the campus answers by the way that runs
   */
  Optional<EdgeConfig> look(boolean answers, Instant now) {
    if (onTrial) {
      return judge(answers, now);
    }
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Order.Run order = waiting.get();
    boolean named = order.over().equals(Optional.of(steering.standing().local()));
    if (steering.edited() && !named) {
      return refuse(
          order,
          "the local file was edited by hand. Send a version that names its fingerprint, %s"
              .formatted(steering.standing().local()));
    }
    var problems = new Problems();
    Optional<EdgeConfig> read = read(order.version(), order.text(), problems);
    if (read.isEmpty()) {
      return refuse(order, shown(problems.errors()));
    }
    if (!sameWay(read.get(), runs) && !answers) {
      return Optional.empty();
    }
    if (!steering.begin(order)) {
      return Optional.empty();
    }
    waiting = Optional.empty();
    tryOut(read.get(), now);
    return read;
  }

  private Optional<EdgeConfig> refuse(Order.Run order, String why) {
    waiting = Optional.empty();
    steering.refuse(order.version(), why);
    return Optional.empty();
  }

  private Optional<EdgeConfig> judge(boolean answers, Instant now) {
    if (giveUpAt.isEmpty() || answers) {
      onTrial = false;
      steering.confirm();
      return Optional.empty();
    }
    if (now.isBefore(giveUpAt.get())) {
      return Optional.empty();
    }
    return Optional.of(
        giveUp(
            "with its `broker:` the campus did not answer within %d s"
                .formatted(RETURN_MAX.toSeconds())));
  }

  /** Gives up what is tried; returns what ran before. */
  EdgeConfig giveUp(String why) {
    onTrial = false;
    steering.refuse(steering.seen(), why);
    runs = confirmed();
    return runs;
  }

  /** Whether what runs is not confirmed yet, so that there is something to return to. */
  boolean onTrial() {
    return onTrial;
  }

  /** How it stands, for the status. */
  Steering.Standing standing() {
    return steering.standing();
  }
}
