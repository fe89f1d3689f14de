package org.campussentry.ingest.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.campussentry.ingest.duty.People;
import org.campussentry.ingest.duty.Person;
import org.campussentry.ingest.reading.Campus;

/** {@code /api/v1/people}: the people of the campus file, and the departments with their areas. */
final class PeopleApi {
  private final People people;
  private final Campus campus;

  PeopleApi(People people, Campus campus) {
    this.people = people;
    this.campus = campus;
  }

  void mount(Router router) {
    router.get("/api/v1/people").handler(this::list);
  }

  private void list(RoutingContext ctx) {
    JsonArray list = new JsonArray();
    people.all().forEach(p -> list.add(person(p)));
    JsonArray departments = new JsonArray();
    campus.departments().forEach((id, department) -> departments.add(department(id, department)));
    Answers.json(ctx, new JsonObject().put("people", list).put("departments", departments));
  }

  /** Where a message goes in a channel, such as a number, stays here. */
  private static JsonObject person(Person person) {
    JsonArray channels = new JsonArray();
    person.addresses().stream().map(a -> a.channel()).distinct().forEach(channels::add);
    JsonObject view =
        new JsonObject()
            .put("id", person.id())
            .put("name", person.name())
            .put("telephone", person.telephone())
            .put("channels", channels)
            .put("pin", person.hasPin());
    return person.department().isEmpty() ? view : view.put("department", person.department());
  }

  private JsonObject department(String id, Campus.Department department) {
    JsonArray areas = new JsonArray();
    campus
        .sites()
        .forEach(
            (site, known) ->
                known.areas().entrySet().stream()
                    .filter(area -> id.equals(area.getValue().owner()))
                    .map(Map.Entry::getKey)
                    .forEach(
                        path -> areas.add(new JsonObject().put("site", site).put("area", path))));
    return new JsonObject()
        .put("id", id)
        .put("name", department.name())
        .put("nameEn", department.nameEn() == null ? id : department.nameEn())
        .put("areas", areas);
  }
}
