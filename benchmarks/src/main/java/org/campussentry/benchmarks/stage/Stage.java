package org.campussentry.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.campussentry.benchmarks.measure.Settings;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A folder of its own with a broker and a campus, and what the campus heard. */
public final class Stage implements AutoCloseable {
  private static final long LOOK_MILLIS = 5;

  private final Path folder;
  private final Broker broker;
  private final Campus campus;
  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final List<AutoCloseable> more = new ArrayList<>();

  /** Sets it up in an empty folder. */
  public Stage(Settings settings, String name)
      throws IOException, InterruptedException, MqttException {
    folder = settings.work().resolve(name);
    clear(folder);
    Files.createDirectories(folder);
    broker = new Broker(folder.resolve("broker"), settings.root().resolve("mosquitto/conf.d"));
    campus = new Campus(broker, heard::add);
  }

  /** Removes a folder with all that is in it. */
  public static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /** For all files. */
  public Path folder() {
    return folder;
  }

  /** Where agents publish. */
  public Broker broker() {
    return broker;
  }

  /** Closes it together with the stage. */
  public <T extends AutoCloseable> T keep(T part) {
    more.add(part);
    return part;
  }

  /** What came since {@link #forget}. */
  public List<Heard> heard() {
    return List.copyOf(heard);
  }

  /** Forgets what came. */
  public void forget() {
    heard.clear();
  }

  /** Readings with a value that came since {@link #forget}. */
  public long measured() {
    return heard.stream().mapToLong(Heard::measured).sum();
  }

  /** Waits until a reading with a value has come. */
  public void awaitReading(int seconds) throws InterruptedException {
    await("a reading", seconds, () -> measured() > 0);
  }

  /** Waits for something, looking every few milliseconds. */
  public void await(String what, int seconds, BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "%s did not come within %d s; see the logs in %s".formatted(what, seconds, folder));
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  @Override
  public void close() throws Exception {
    for (int index = more.size() - 1; index >= 0; index--) {
      more.get(index).close();
    }
    campus.close();
    broker.close();
  }
}
