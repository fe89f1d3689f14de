package org.campussentry.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A gateway played by mosquitto_pub and mosquitto_sub: it can say what no agent of ours would. */
final class Sender implements AutoCloseable {
  private final Path folder;
  private final Mosquitto broker;
  private final String topic;
  private final Program receipts;

  Sender(Path folder, Mosquitto broker, String gateway) {
    this.folder = folder;
    this.broker = broker;
    this.topic = "sentry/v1/main/" + gateway + "/";
    receipts =
        Program.start(
            "mosquitto_sub",
            folder,
            List.of(
                "mosquitto_sub",
                "-V",
                "5",
                "-p",
                "" + broker.port(),
                "-t",
                topic + "receipt",
                "-q",
                "1"));
  }

  static String golden(String name) {
    try {
      return Files.readString(Path.of("..", "mosquitto", "messages", name)).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(String kind, String payload, long seq) {
    send(kind, payload.getBytes(StandardCharsets.UTF_8), seq);
  }

  void send(String kind, byte[] payload, long seq) {
    try {
      Files.createDirectories(folder);
      Path file = Files.write(folder.resolve("payload"), payload);
      Program.Result result =
          Program.run(
              folder,
              "mosquitto_pub",
              Map.of(),
              List.of(
                  "mosquitto_pub",
                  "-V",
                  "5",
                  "-p",
                  "" + broker.port(),
                  "-t",
                  topic + kind,
                  "-q",
                  "1",
                  "-f",
                  file.toString(),
                  "-D",
                  "publish",
                  "user-property",
                  "stream",
                  "k3v9q2x7a1b4",
                  "-D",
                  "publish",
                  "user-property",
                  "seq",
                  "" + seq));
      if (result.exitCode() != 0) {
        throw new AssertionError("mosquitto_pub: " + result.output());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All receipts so far, one a line. */
  String receipts() {
    return receipts.output();
  }

  @Override
  public void close() {
    receipts.close();
  }
}
