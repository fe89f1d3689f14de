package org.campussentry.ingest.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.RuleBook;

/**
 * Composes what a channel is told: the place, the value, the limit, what to do, and where to
 * acknowledge. Pure.
 */
public final class MessageWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

  /** {@code kind} of what a {@link Composer} writes. */
  public static final String ORDER = "daily-report";

  private final Campus campus;
  private final RuleBook rules;
  private final AcknowledgeLinks links;

  public MessageWriter(Campus campus, RuleBook rules, AcknowledgeLinks links) {
    this.campus = campus;
    this.rules = rules;
    this.links = links;
  }

  /** For nobody in particular, in Chinese. */
  String write(String delivery, Telling telling, Instant now) {
    return body(delivery, telling, Person.Language.ZH, now)
        .put("acknowledge", link(delivery, telling, false, now))
        .toString();
  }

  /**
   * For one person, in that person's language.
   *
   * @param shared others will read it, too
   */
  String write(
      String delivery, Telling telling, Person person, String to, boolean shared, Instant now) {
    return body(delivery, telling, person.language(), now)
        .put("acknowledge", link(delivery, telling, !shared, now))
        .put("person", person.id())
        .put("name", person.name())
        .put("to", to)
        .put("why", telling.why())
        .toString();
  }

  /** What is over asks for nothing. */
  private String link(String delivery, Telling telling, boolean personal, Instant now) {
    Alert alert = telling.alert();
    return alert.state() == Alert.State.ACTIVE && canBeOpened(alert)
        ? links.of(delivery, personal, now)
        : page(alert);
  }

  private static boolean canBeOpened(Alert alert) {
    return alert.kind() != Alert.Kind.CANARY && alert.kind() != Alert.Kind.REPORT;
  }

  /** A test and a day's report are no alerts that could be opened. */
  private String page(Alert alert) {
    return canBeOpened(alert) ? links.page(alert.id()) : links.pages();
  }

  /** The same for the same person on another way. */
  String readdress(String body, String delivery, String to, boolean shared, Instant now) {
    ObjectNode other = (ObjectNode) read(body);
    if (!other.path("acknowledge").equals(other.path("page"))) {
      other.put("acknowledge", links.of(delivery, !shared, now));
    }
    return other.put("delivery", delivery).put("to", to).toString();
  }

  /** Several bodies in one. */
  String digest(String delivery, List<String> bodies) {
    ObjectNode digest = JSON.createObjectNode().put("delivery", delivery).put("kind", "digest");
    ArrayNode alerts = digest.putArray("alerts");
    bodies.forEach(b -> alerts.add(read(b)));
    return digest
        .put("language", alerts.get(0).path("language").asText())
        .put("acknowledge", links.pages())
        .toString();
  }

  /** To see whether a channel works. */
  String test(String delivery, String by, Person.Language language) {
    return JSON.createObjectNode()
        .put("delivery", delivery)
        .put("kind", "test")
        .put("by", by)
        .put("language", word(language))
        .put("acknowledge", links.pages())
        .toString();
  }

  /** What a channel is given. */
  static Message message(String about, String to, String body) {
    JsonNode json = read(body);
    return new Message(
        json.path("delivery").asText(), about, to, body, Wording.of(json), List.of());
  }

  /** Its alert is critical and not over. */
  static boolean isCritical(String body) {
    JsonNode told = read(body);
    return told.path("severity").asText().equals("critical")
        && told.path("state").asText().equals("active");
  }

  /** About nothing real, as of a drill; that must not push a real one into a digest. */
  static boolean isPractice(String body) {
    return read(body).has("label");
  }

  /** What is put together when it is sent. */
  static boolean isOrder(String body) {
    return read(body).path("kind").asText().equals(ORDER);
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body that was written here is JSON", e);
    }
  }

  private static String word(Person.Language language) {
    return language.name().toLowerCase(Locale.ROOT);
  }

  private ObjectNode body(String delivery, Telling telling, Person.Language language, Instant now) {
    Alert alert = telling.alert();
    boolean english = language == Person.Language.EN;
    ObjectNode body = JSON.createObjectNode();
    body.put("delivery", delivery)
        .put("alert", alert.id())
        .put("rule", alert.rule())
        .put("severity", alert.severity().word())
        .put("state", alert.state().word())
        .put("point", alert.source())
        .put("site", alert.site())
        .put("area", alert.area())
        .put("place", place(alert, english));
    if (alert.value().isPresent()) {
      body.put("value", alert.value().getAsDouble());
    } else {
      body.putNull("value");
    }
    if (alert.limit().isPresent()) {
      body.put("limit", alert.limit().getAsDouble());
    } else {
      body.putNull("limit");
    }
    body.put("unit", alert.unit())
        .put("since", iso(alert.since()))
        .put("late", alert.late())
        .put("count", alert.count())
        .put(
            "title",
            rules
                .find(alert.rule())
                .map(r -> english ? r.words().nameEn() : r.words().name())
                .orElse(alert.rule()))
        .put(
            "do",
            rules
                .find(alert.rule())
                .map(r -> english ? r.words().actionEn() : r.words().action())
                .orElse(""))
        .put("language", word(language))
        .put("page", page(alert));
    rules
        .find(alert.rule())
        .map(r -> r.words().runbook())
        .filter(r -> !r.isEmpty())
        .ifPresent(r -> body.put("runbook", r));
    telling
        .reportBy()
        .ifPresent(
            due ->
                body.put("reportBy", iso(due.toEpochMilli())).put("overdue", !now.isBefore(due)));
    Optional<Label> label = Label.of(alert, english);
    label.ifPresent(l -> body.put("label", l.kind()).put("title", l.title()).put("do", l.action()));
    if (label.isEmpty() && !alert.reason().isEmpty()) {
      body.put("reason", alert.reason());
    }
    return body;
  }

  private String place(Alert alert, boolean english) {
    Campus.Site site = campus.sites().get(alert.site());
    String siteName = site == null ? alert.site() : name(site.name(), site.nameEn(), english);
    if (alert.kind() == Alert.Kind.BROKER) {
      return siteName;
    }
    if (alert.area().isEmpty()) {
      return siteName + " · " + alert.source();
    }
    Campus.Area area = campus.area(alert.site(), alert.area());
    return siteName + " · " + name(area.name(), area.nameEn(), english);
  }

  private static String name(String name, String nameEn, boolean english) {
    return english && nameEn != null ? nameEn : name;
  }

  private String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis).atZone(campus.timezone()));
  }
}
