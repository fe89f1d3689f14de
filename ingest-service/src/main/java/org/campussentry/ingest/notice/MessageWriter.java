package org.campussentry.ingest.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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

  private final Campus campus;
  private final RuleBook rules;
  private final String publicUrl;

  public MessageWriter(Campus campus, RuleBook rules, String publicUrl) {
    this.campus = campus;
    this.rules = rules;
    this.publicUrl = publicUrl;
  }

  /** For nobody in particular. */
  String write(String delivery, Alert alert) {
    return body(delivery, alert, false).toString();
  }

  /**
   * For one person, in that person's language.
   *
   * @param why that person is called
   */
  String write(String delivery, Alert alert, Person person, String to, String why) {
    return body(delivery, alert, person.language() == Person.Language.EN)
        .put("person", person.id())
        .put("name", person.name())
        .put("to", to)
        .put("why", why)
        .toString();
  }

  private ObjectNode body(String delivery, Alert alert, boolean english) {
    ObjectNode body = JSON.createObjectNode();
    body.put("delivery", delivery)
        .put("alert", alert.id())
        .put("rule", alert.rule())
        .put("severity", alert.severity().word())
        .put("state", alert.state().word())
        .put("point", alert.source())
        .put("site", alert.site())
        .put("area", alert.area())
        .put("place", place(alert));
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
        .put("acknowledge", publicUrl + Label.page(alert));
    Optional<Label> label = Label.of(alert, english);
    label.ifPresent(l -> body.put("label", l.kind()).put("title", l.title()).put("do", l.action()));
    if (label.isEmpty() && !alert.reason().isEmpty()) {
      body.put("reason", alert.reason());
    }
    return body;
  }

  private String place(Alert alert) {
    Campus.Site site = campus.sites().get(alert.site());
    String siteName = site == null ? alert.site() : site.name();
    return alert.area().isEmpty()
        ? siteName + " · " + alert.source()
        : siteName + " · " + campus.area(alert.site(), alert.area()).name();
  }

  private String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis).atZone(campus.timezone()));
  }
}
