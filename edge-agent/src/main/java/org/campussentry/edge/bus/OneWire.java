package org.campussentry.edge.bus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.campussentry.edge.config.Section;
import org.campussentry.edge.reading.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * 1-Wire thermometers through the kernel's driver w1_therm, which shows each as a folder with a
 * file w1_slave. An answer is in thousandths of a degree Celsius.
 *
 * @param folder default /sys/bus/w1/devices
 * @param timeout default 2 s; a conversion of 12 bits takes 750 ms, and one chip waits for another
 * @param retries default 1
 */
public record OneWire(String name, Path folder, Duration timeout, int retries) implements Bus {
  private static final Logger log = LoggerFactory.getLogger(OneWire.class);

  /** Family and serial number. */
  private static final String CHIP = "[0-9a-f]{2}-[0-9a-f]{12}";

  /** Of 12 bits, at most (DS18B20 data sheet). */
  private static final Duration CONVERSION = Duration.ofMillis(750);

  /** Nine bytes of the scratchpad, and whether their checksum holds (w1_therm, kernel docs). */
  private static final Pattern FIRST_LINE =
      Pattern.compile("((?:[0-9a-f]{2} ){9}): crc=[0-9a-f]{2} (YES|NO)");

  private static final Pattern SECOND_LINE =
      Pattern.compile("((?:[0-9a-f]{2} ){9})t=(-?[0-9]{1,7})");

  private static final String ALL_ZERO = "00 ".repeat(9);

  /** Where byte 6 begins; it is 0c in a scratchpad that no conversion has written yet. */
  private static final int BYTE_6 = 6 * 3;

  /** The register after power-on is 85 degrees, and 127.94 after a conversion without power. */
  private static final long POWER_ON = 85_000;

  private static final long NO_POWER = 127_937;

  static OneWire read(String name, Section keys) {
    return new OneWire(
        name,
        keys.path("folder", keys.text("folder").orElse("/sys/bus/w1/devices")),
        keys.duration("timeout", Duration.ofSeconds(2), TIMEOUT_MIN, TIMEOUT_MAX),
        keys.number("retries", 1, 0, 5));
  }

  @Override
  public Address address(Section device) {
    String id = device.required("chip", "28-0123456789ab");
    if (!id.isEmpty() && !id.matches(CHIP)) {
      device.error(
          "chip",
          "is `%s`, but must be as the kernel writes it, such as 28-0123456789ab; `ls %s` shows them."
              .formatted(id, folder));
    }
    return new Address.Chip(id);
  }

  @Override
  public Line open(InstantSource ticks, Wiretap tap) {
    return new Driver(tap);
  }

  /**
   * The chips that the kernel shows now, in order.
   *
   * @throws IOException if there is no such folder
   */
  public List<Request.Chip> chips() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(found -> found.getFileName().toString())
          .filter(found -> found.matches(CHIP))
          .sorted()
          .map(Request.Chip::new)
          .toList();
    }
  }

  /** A conversion; chips of one bus measure one after the other. */
  @Override
  public Duration cost(Request request) {
    return CONVERSION;
  }

  @Override
  public String place() {
    return "bus %s (%s)".formatted(name, folder);
  }

  @Override
  public String advice() {
    return "Check the `chip:` of each device against `ls %s`, the wire, and its pull-up of 4.7 kohm."
        .formatted(folder);
  }

  /** What the text of a w1_slave says; pure. */
  static Answer answer(String text) {
    String[] lines = text.split("\n", -1);
    Matcher first = FIRST_LINE.matcher(lines[0].strip());
    if (lines.length < 2 || !first.matches()) {
      return damaged("not the text of a w1_slave");
    }
    if (first.group(2).equals("NO")) {
      // The second line then still shows what was measured before.
      return damaged("the chip's checksum is wrong");
    }
    Matcher second = SECOND_LINE.matcher(lines[1].strip());
    if (!second.matches() || !second.group(1).equals(first.group(1))) {
      return damaged("the two lines of w1_slave do not belong together");
    }
    String scratchpad = first.group(1);
    long value = Long.parseLong(second.group(2));
    if (scratchpad.equals(ALL_ZERO)) {
      return fault("all bytes are zero, as when the wire is shorted");
    }
    boolean unwritten = scratchpad.startsWith("0c", BYTE_6);
    if (unwritten && (value == POWER_ON || value == NO_POWER)) {
      return fault("the chip had no power to measure");
    }
    return new Answer.Measure(value);
  }

  private static Answer damaged(String detail) {
    return new Answer.Failure(Reason.CHECKSUM, detail);
  }

  private static Answer fault(String detail) {
    return new Answer.Failure(Reason.SENSOR_FAULT, detail);
  }

  /** The kernel may keep a reader waiting for as long as it likes, so another thread reads. */
  private final class Driver implements Line {
    private final Wiretap tap;
    private final ExecutorService reader =
        Executors.newSingleThreadExecutor(
            work -> {
              var thread = new Thread(work, "bus-" + name + "-reader");
              thread.setDaemon(true);
              return thread;
            });
    private Optional<Future<Answer>> reading = Optional.empty();
    private boolean missingTold;

    Driver(Wiretap tap) {
      this.tap = tap;
    }

    @Override
    public Answer ask(Request request) {
      return request instanceof Request.Chip chip ? ask(chip) : Line.foreign(request);
    }

    private Answer ask(Request.Chip chip) {
      if (!Files.isDirectory(folder)) {
        return missing();
      }
      missingTold = false;
      long deadline = System.nanoTime() + timeout.toNanos();
      // A late text is not the answer to this request.
      if (reading.isPresent() && await(reading.get(), deadline).isEmpty()) {
        return late("the bus is still busy with an earlier one");
      }
      Path file = folder.resolve(chip.id()).resolve("w1_slave");
      Future<Answer> text = reader.submit(() -> read(file));
      reading = Optional.of(text);
      return await(text, deadline).orElseGet(() -> late("no text in time"));
    }

    private Optional<Answer> await(Future<Answer> text, long deadline) {
      try {
        return Optional.of(
            text.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
      } catch (ExecutionException e) {
        return Optional.of(late(String.valueOf(e.getMessage())));
      } catch (TimeoutException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }

    private Answer read(Path file) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        tap.received(bytes);
        return answer(new String(bytes, StandardCharsets.ISO_8859_1));
      } catch (IOException e) {
        return late("%s cannot be read (%s)".formatted(file, e.getMessage()));
      }
    }

    private static Answer late(String detail) {
      return new Answer.Failure(Reason.TIMEOUT, detail);
    }

    private Answer missing() {
      if (!missingTold) {
        missingTold = true;
        log.warn(
            "bus {}: folder {} does not exist. Load the kernel's 1-Wire driver (on a Raspberry Pi"
                + " `dtoverlay=w1-gpio` in config.txt), or correct `folder:`.",
            name,
            folder);
      }
      return new Answer.Away(folder + " does not exist");
    }

    @Override
    public void close() {
      reader.shutdownNow();
    }
  }
}
