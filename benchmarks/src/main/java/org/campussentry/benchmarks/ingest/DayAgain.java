package org.campussentry.benchmarks.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Service;
import org.campussentry.ingest.history.QuestHistory;
import org.campussentry.ingest.history.Retention;

/** A day of disinfection looked at again, by HTTP from a service with the embedded store. */
public final class DayAgain implements Benchmark {
  private static final double SECONDS = 1;
  private static final int WARM = 3;
  private static final int TIMES = 10;

  @Override
  public String name() {
    return "disinfection";
  }

  @Override
  public String what() {
    return "a day of 20 sprayers read every 5 s, with 60 slots, looked at again from the embedded store; 1 minute";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    SprayedDay day = new SprayedDay();
    try (var stage = new IngestStage(settings, "disinfection")) {
      Path folder = stage.folder().resolve("ingest");
      day.declare(folder.resolve("home"));
      try (var store =
          new QuestHistory(
              folder.resolve("home/store"), Retention.FOREVER, InstantSource.system())) {
        day.write(store);
      }
      Service service =
          stage.keep(
              new Service(
                  settings, folder, Service.EMBEDDED, "{url: embedded}", SprayedDay.campus()));
      String token = service.logIn();
      double slowest = 0;
      double total = 0;
      for (int turn = -WARM; turn < TIMES; turn++) {
        long begun = System.nanoTime();
        String answer =
            service.post(token, "/api/v1/disinfection/again", "{\"date\":\"" + day.day() + "\"}");
        double seconds = (System.nanoTime() - begun) / 1e9;
        check(answer, day.slots());
        if (turn >= 0) {
          slowest = Math.max(slowest, seconds);
          total += seconds;
        }
      }
      return List.of(
          Figure.atMost(SECONDS, "seconds to look at a day's runs again, slowest of 10", slowest),
          Figure.of("seconds, mean", total / TIMES),
          Figure.of("readings in that day", (double) day.readings()));
    }
  }

  /** What finds no run is quick. */
  private static void check(String answer, int slots) throws Exception {
    JsonNode summary = new ObjectMapper().readTree(answer).path("summary");
    if (summary.path("verified").asInt() != slots) {
      throw new IllegalStateException("not all slots are verified: " + summary);
    }
  }
}
