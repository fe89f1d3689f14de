package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.campussentry.ingest.daily.DailyDay;
import org.campussentry.ingest.daily.DailyDocument;
import org.campussentry.ingest.daily.DailyStore;
import org.campussentry.ingest.duty.People;

/** Reports of days, as the API shows them. Pure. */
record DailyView(People people, Times times) {
  /** One day of a list. */
  JsonObject day(DailyStore.Day day, Optional<DailyDay> made, Instant madeAt, Instant now) {
    boolean confirmed = made.flatMap(DailyDay::confirmed).isPresent();
    JsonObject view =
        new JsonObject()
            .put("date", day.date().toString())
            .put("made", iso(madeAt))
            .put("due", iso(day.dueAt()))
            .put("confirmed", confirmed)
            .put("overdue", !confirmed && now.isAfter(day.dueAt()));
    made.ifPresent(d -> view.put("version", version(d.last())));
    return view;
  }

  JsonObject version(DailyDay.Version version) {
    JsonObject view =
        new JsonObject()
            .put("number", version.number())
            .put("state", version.state().word())
            .put("verdict", version.verdict().word())
            .put("sufficient", version.sufficient())
            .put("over", version.over())
            .put("expected", version.expected())
            .put("proven", version.proven())
            .put("cause", version.cause().word())
            .put("made", iso(version.madeAt()))
            .put("digest", version.digest())
            .put("previous", version.previous());
    version
        .entered()
        .ifPresent(
            e ->
                view.put(
                    "entered",
                    new JsonObject()
                        .put("suspected", e.suspected())
                        .put("confirmed", e.confirmed())
                        .put("person", e.person())
                        .put("personName", people.label(e.person()))));
    version.recorded().ifPresent(s -> view.put("recorded", signature(s)));
    version.reviewed().ifPresent(s -> view.put("reviewed", signature(s)));
    version.signed().ifPresent(s -> view.put("signed", signature(s)));
    return view;
  }

  private JsonObject signature(DailyDay.Signature signature) {
    return new JsonObject()
        .put("person", signature.person())
        .put("personName", people.label(signature.person()))
        .put("reason", signature.reason())
        .put("by", signature.account())
        .put("at", iso(signature.at()));
  }

  /** With the figures of one version, and the same in words. */
  JsonObject whole(
      DailyStore.Day day,
      DailyDay made,
      DailyDay.Version version,
      DailyDocument document,
      Instant madeAt,
      Instant now) {
    JsonArray versions = new JsonArray();
    made.versions().forEach(v -> versions.add(version(v)));
    return day(day, Optional.of(made), madeAt, now)
        .put("version", version(version))
        .put("versions", versions)
        .put("report", new JsonObject(version.content()))
        .put("document", document(document));
  }

  static JsonObject document(DailyDocument document) {
    JsonArray sections = new JsonArray();
    for (DailyDocument.Section section : document.sections()) {
      JsonArray rows = new JsonArray();
      section.rows().forEach(row -> rows.add(new JsonArray(row)));
      sections.add(
          new JsonObject()
              .put("id", section.id())
              .put("title", section.title())
              .put("annex", section.annex())
              .put("note", section.note())
              .put("columns", new JsonArray(section.columns()))
              .put("rows", rows));
    }
    JsonArray signatures = new JsonArray();
    document
        .signatures()
        .forEach(
            s ->
                signatures.add(
                    new JsonObject()
                        .put("role", s.role())
                        .put("name", s.name())
                        .put("at", s.at())));
    return new JsonObject()
        .put("language", document.english() ? "en" : "zh-CN")
        .put("title", document.title())
        .put("subtitle", document.subtitle())
        .put("state", document.state())
        .put("verdict", document.verdict())
        .put("lead", new JsonArray(document.lead()))
        .put("warning", document.warning())
        .put("sections", sections)
        .put("signatures", signatures)
        .put("foot", new JsonArray(document.foot()));
  }

  private String iso(Instant time) {
    return times.iso(time.toEpochMilli());
  }
}
