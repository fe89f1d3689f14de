package org.campussentry.edge;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager that started this process, as sd_notify(3) describes it. Java 17 has no Unix
 * datagrams, so systemd's own {@code systemd-notify} speaks; the unit has to say {@code
 * NotifyAccess=all}. One thread.
 */
final class Systemd {
  private static final Logger log = LoggerFactory.getLogger(Systemd.class);
  private static final Duration SPEAKING_MAX = Duration.ofSeconds(10);

  private final String socket;
  private final Duration watchdog;
  private boolean muteTold;

  private Systemd(String socket, Duration watchdog) {
    this.socket = socket;
    this.watchdog = watchdog;
  }

  /** Empty when nobody wants to be told. */
  static Optional<Systemd> of(Map<String, String> environment) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
    return Optional.ofNullable(environment.get("NOTIFY_SOCKET"))
        .map(socket -> new Systemd(socket, Duration.ofMillis(Long.parseLong(micros) / 1000)));
  }

  /** How long it waits for a sign of life; zero: it waits for none. */
  Duration watchdog() {
    return watchdog;
  }

  /** Tells it something; blocks until it was told, at most ten seconds. */
  void tell(String state) {
    try {
      var command =
          new ProcessBuilder("systemd-notify", state)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      command.environment().put("NOTIFY_SOCKET", socket);
      Process speaking = command.start();
      if (!speaking.waitFor(SPEAKING_MAX.toSeconds(), TimeUnit.SECONDS)) {
        speaking.destroyForcibly();
        mute("no answer within " + SPEAKING_MAX.toSeconds() + " s");
      } else if (speaking.exitValue() != 0) {
        mute("exit code " + speaking.exitValue());
      }
    } catch (IOException e) {
      mute(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void mute(String why) {
    if (!muteTold) {
      muteTold = true;
      log.error(
          "systemd cannot be told that the agent lives ({}), and will restart it. Install"
              + " `systemd-notify`, or take Type=notify and WatchdogSec out of the unit.",
          why);
    }
  }
}
