package org.campussentry.acceptance.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.campussentry.acceptance.Program;

/** Messages that no agent would send, on the topics of real gateways. One thread at a time. */
final class Malformed {
  /** One for so many good ones. */
  static final double SHARE = 0.05;

  /** A batch closes after 250 ms. */
  private static final int GOOD_A_SECOND = 4 * Schedule.GATEWAYS;

  private final Path folder;
  private final int brokerPort;
  private final Random random;
  private final byte[] good;
  private final long since;
  private final List<String> all = new ArrayList<>();
  private long taken;

  Malformed(Path folder, int brokerPort, long seed, long now) {
    this.folder = folder;
    this.brokerPort = brokerPort;
    this.random = new Random(seed);
    this.since = now;
    try {
      Files.createDirectories(folder);
      good = Files.readAllBytes(Path.of("..", "mosquitto", "messages", "data.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one when it is due. What the broker does not take is lost, like many a message. */
  synchronized void tick(long now) {
    double due = (now - since) / 1000.0 * GOOD_A_SECOND * SHARE;
    if (all.size() >= due) {
      return;
    }
    String kind = random.nextBoolean() ? "data" : "history";
    String topic = "sentry/v1/main/" + Gateway.name(random.nextInt(Schedule.GATEWAYS)) + "/" + kind;
    try {
      byte[] payload = next();
      all.add(new String(payload, StandardCharsets.UTF_8));
      Path file = Files.write(folder.resolve("payload"), payload);
      Program.Result result =
          Program.run(
              folder,
              "mosquitto_pub",
              Map.of(),
              List.of(
                  "timeout",
                  "5",
                  "mosquitto_pub",
                  "-V",
                  "5",
                  "-p",
                  "" + brokerPort,
                  "-t",
                  topic,
                  "-q",
                  "1",
                  "-f",
                  file.toString()));
      taken += result.exitCode() == 0 ? 1 : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] next() {
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(good, random.nextInt(good.length - 2));
      case 1 -> noise();
      case 2 ->
          new String(good, StandardCharsets.UTF_8)
              .replace("\"v\":1", "\"v\":" + (2 + random.nextInt(9)))
              .getBytes(StandardCharsets.UTF_8);
      default -> "[\"%d\"]".formatted(random.nextInt()).getBytes(StandardCharsets.UTF_8);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[1 + random.nextInt(500)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** All payloads, read as text like dead letters are. */
  synchronized List<String> made() {
    return List.copyOf(all);
  }

  /** How many the broker took. */
  synchronized long taken() {
    return taken;
  }
}
