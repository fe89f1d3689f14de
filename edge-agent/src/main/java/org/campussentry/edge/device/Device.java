package org.campussentry.edge.device;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Request;
import org.campussentry.edge.reading.Point;
import org.campussentry.edge.reading.Reading;
import org.campussentry.edge.reading.Reason;

/**
 * A device on a bus: what to ask it, and what its answers say. Remembers counters and the values
 * before, so it is not thread-safe; the bus that owns it polls it.
 */
public final class Device {
  private final DeviceConfig config;
  private final Profile profile;
  private final List<Part> parts;
  private final Map<String, Gauge> gauges = new HashMap<>();
  private final Map<String, Point> points = new HashMap<>();
  private final List<Point> ordered = new ArrayList<>();
  private final Optional<CrossingRule> rule;
  private final Crossings crossings = new Crossings();

  /** A device that has not been polled yet. */
  public Device(DeviceConfig config, Profile profile) {
    this.config = config;
    this.profile = profile;
    this.parts = profile.parts(config.address());
    this.rule = profile.crossing();
    for (Field field : profile.fields()) {
      boolean crossing = rule.filter(found -> found.value().equals(field.quantity())).isPresent();
      boolean event = field.event() || crossing;
      gauges.put(field.quantity(), new Gauge(field));
      add(field.quantity(), field.unit(), event ? 0 : config.every().toMillis());
    }
    rule.ifPresent(found -> add(found.missed(), "1", config.every().toMillis()));
  }

  private void add(String quantity, String unit, long everyMillis) {
    String id = config.id() + "." + quantity;
    var point = new Point(id, config.area(), config.id(), quantity, unit, everyMillis);
    points.put(quantity, point);
    ordered.add(point);
  }

  /** Key of the device. */
  public String id() {
    return config.id();
  }

  /** Where on its bus it is, for a log line. */
  public String place() {
    return config.address().place();
  }

  /** Name of its bus. */
  public String bus() {
    return config.bus();
  }

  /** Sampling period. */
  public Duration every() {
    return config.every();
  }

  /** Its points, in the order of the profile. */
  public List<Point> points() {
    return List.copyOf(ordered);
  }

  /** Whether it speaks by itself, so that its requests listen. */
  public boolean listens() {
    return profile.listens();
  }

  /** What one poll asks, in this order. */
  public List<Request> requests() {
    return parts.stream().map(Part::request).toList();
  }

  /**
   * What the answers of one poll, or one message, say: one reading for each sampled point, one for
   * each event point to which something happened; a message need not speak of every point.
   *
   * @param answers one for each request, in order
   * @param time of the answers, in milliseconds since the machine booted
   * @throws IllegalStateException if a field cannot be decoded, which no checked profile should
   *     lead to; the message names the point
   */
  public List<Reading> readings(List<Answer> answers, long time) {
    var decoded = new HashMap<String, Decoded>();
    for (int index = 0; index < parts.size(); index++) {
      decode(parts.get(index), answers.get(index), time, decoded);
    }
    int passed = rule.map(found -> passed(found, decoded)).orElse(0);
    var readings = new ArrayList<Reading>();
    for (Point point : ordered) {
      boolean happened = passed > 0 || profile.listens();
      if (!point.event() || happened) {
        reading(point, decoded.get(point.quantity()), time).ifPresent(readings::add);
      }
    }
    return readings;
  }

  /** The readings of a poll that was due and not made, or got no answer at all. */
  public List<Reading> unavailable(Reason reason, long time) {
    return ordered.stream()
        .filter(point -> !point.event())
        .<Reading>map(point -> new Reading.Unavailable(point, time, reason))
        .toList();
  }

  private void decode(Part part, Answer answer, long time, Map<String, Decoded> into) {
    Said said = Said.of(answer, part.first(), profile);
    for (Field field : part.fields()) {
      into.put(field.quantity(), decoded(gauges.get(field.quantity()), said, time));
    }
  }

  private Decoded decoded(Gauge gauge, Said said, long time) {
    try {
      return gauge.read(said, time);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "point %s: %s".formatted(points.get(gauge.field().quantity()).id(), e), e);
    }
  }

  /** How many people passed; also puts in how many of them were missed. */
  private int passed(CrossingRule found, Map<String, Decoded> decoded) {
    Decoded counter = decoded.get(found.counter());
    if (counter instanceof Decoded.Value value) {
      int passed = crossings.advance(value.value().intValueExact());
      decoded.put(found.missed(), new Decoded.Value(BigDecimal.valueOf(crossings.missed())));
      return passed;
    }
    decoded.put(found.missed(), counter);
    return 0;
  }

  private static Optional<Reading> reading(Point point, Decoded decoded, long time) {
    if (decoded instanceof Decoded.Value value) {
      return Optional.of(new Reading.Measured(point, time, value.value()));
    }
    return decoded instanceof Decoded.Nothing nothing
        ? Optional.of(new Reading.Unavailable(point, time, nothing.reason()))
        : Optional.empty();
  }
}
