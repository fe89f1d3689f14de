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
 * A device on a bus: what to ask it, and what its answers say. Keeps the state of a people counter,
 * so it is not thread-safe; the bus that owns it polls it.
 */
public final class Device {
  private final DeviceConfig config;
  private final List<Span> spans;
  private final List<Request> requests;
  private final Map<String, Point> points = new HashMap<>();
  private final List<Point> ordered = new ArrayList<>();
  private final Optional<CrossingRule> rule;
  private final Crossings crossings = new Crossings();

  /** A device that has not been polled yet. */
  public Device(DeviceConfig config, Profile profile) {
    this.config = config;
    this.spans = Span.plan(profile.fields());
    this.requests = spans.stream().map(span -> span.request(config.address())).toList();
    this.rule = profile.crossing();
    for (Field field : profile.fields()) {
      boolean event = rule.filter(found -> found.value().equals(field.quantity())).isPresent();
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

  /** What one poll asks, in this order. */
  public List<Request> requests() {
    return requests;
  }

  /**
   * What the answers of one poll say: one reading for each sampled point, one for each event point
   * to which something happened.
   *
   * @param answers one for each request, in order
   * @param time of the poll, in milliseconds since 1970 UTC
   * @throws IllegalStateException if a field cannot be decoded, which no checked profile should
   *     lead to; the message names the point
   */
  public List<Reading> readings(List<Answer> answers, long time) {
    var decoded = new HashMap<String, Decoded>();
    for (int index = 0; index < spans.size(); index++) {
      decode(spans.get(index), answers.get(index), decoded);
    }
    int passed = rule.map(found -> passed(found, decoded)).orElse(0);
    var readings = new ArrayList<Reading>();
    for (Point point : ordered) {
      if (!point.event() || passed > 0) {
        readings.add(reading(point, decoded.get(point.quantity()), time));
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

  private void decode(Span span, Answer answer, Map<String, Decoded> into) {
    for (Field field : span.fields()) {
      if (answer instanceof Answer.Data data) {
        into.put(field.quantity(), decoded(field, data, span.first()));
      } else {
        into.put(field.quantity(), new Decoded.Nothing(reason(answer)));
      }
    }
  }

  private Decoded decoded(Field field, Answer.Data data, int first) {
    try {
      return Decoded.of(field, data.bytes(), first);
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "point %s: %s".formatted(points.get(field.quantity()).id(), e), e);
    }
  }

  private static Reason reason(Answer answer) {
    return answer instanceof Answer.Failure failure ? failure.reason() : Reason.TIMEOUT;
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

  private static Reading reading(Point point, Decoded decoded, long time) {
    if (decoded instanceof Decoded.Value value) {
      return new Reading.Measured(point, time, value.value());
    }
    return new Reading.Unavailable(point, time, ((Decoded.Nothing) decoded).reason());
  }
}
