package org.campussentry.benchmarks.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.campussentry.benchmarks.measure.Benchmark;
import org.campussentry.benchmarks.measure.Figure;
import org.campussentry.benchmarks.measure.Settings;
import org.campussentry.benchmarks.stage.Agent;
import org.campussentry.benchmarks.stage.Slaves;
import org.campussentry.benchmarks.stage.Stage;

/**
 * How much of a full serial line is used, with ten devices of which one is dead. A poll takes 8
 * bytes of request, 3.5 characters of silence and 9 bytes of answer at 9600 baud, 10 bits each, and
 * the rest that the agent grants slow devices: 41.4 ms with the default of 20, 26.4 ms with 5. The
 * periods ask for 91 % of what the line can carry then.
 */
public final class EdgeWire implements Benchmark {
  private static final int BAUD = 9600;
  private static final int LIVING = 9;
  private static final double BYTE_MILLIS = 10 * 1000.0 / BAUD;
  private static final double POLL_MILLIS = (8 + 3.5 + 9) * BYTE_MILLIS;
  private static final double STANDARD_MILLIS = POLL_MILLIS + 3.5 * BYTE_MILLIS;
  private static final double LIMIT = 0.85;
  private static final int WARM_UP_SECONDS = 10;

  /** What a configuration says of a line: the rest before each request, and `every:` of devices. */
  private record Pace(int restMillis, int periodMillis) {}

  @Override
  public String name() {
    return "edge-wire";
  }

  @Override
  public String what() {
    return "useful polls of a 9600-baud line with one of ten devices dead, over twice --minutes";
  }

  @Override
  public List<Figure> run(Settings settings) throws Exception {
    Agent.prepare(settings, settings.javaHome());
    var figures = new ArrayList<Figure>();
    for (var pace : List.of(new Pace(20, 410), new Pace(5, 260))) {
      figures.addAll(measure(settings, pace));
    }
    return figures;
  }

  private List<Figure> measure(Settings settings, Pace pace) throws Exception {
    try (var stage = new Stage(settings, name())) {
      var slaves = stage.keep(Slaves.serial(stage.folder().resolve("slaves"), LIVING, BAUD));
      Path config =
          Agent.config(
              stage.folder().resolve("agent"),
              stage.broker(),
              slaves.config("rs485-1", "rest: " + pace.restMillis() + "ms"),
              Agent.devices("rs485-1", LIVING + 1, pace.periodMillis() + "ms"));
      stage.keep(Agent.start(settings, settings.javaHome(), config));
      stage.awaitReading(20);
      Thread.sleep(WARM_UP_SECONDS * 1000L);
      long start = System.nanoTime();
      Thread.sleep(settings.minutes() * 60_000L);
      return figures(slaves, pace, start, System.nanoTime());
    }
  }

  private static List<Figure> figures(Slaves slaves, Pace pace, long start, long end) {
    long polls = 0;
    long late = 0;
    double longest = 0;
    for (int unit = 1; unit <= LIVING; unit++) {
      var within = new ArrayList<Long>();
      for (long at : slaves.reads(unit)) {
        if (at >= start && at <= end) {
          within.add(at);
        }
      }
      polls += within.size();
      for (int index = 1; index < within.size(); index++) {
        double gap = (within.get(index) - within.get(index - 1)) / 1e6;
        longest = Math.max(longest, gap);
        late += gap >= 2 * pace.periodMillis() ? 1 : 0;
      }
    }
    double rate = polls / ((end - start) / 1e9);
    double carried = rate * (POLL_MILLIS + pace.restMillis()) / 1000;
    String of = "rest " + pace.restMillis() + " ms: ";
    return List.of(
        Figure.of(of + "useful polls a second", rate),
        Figure.atLeast(LIMIT, of + "of what the line can carry", carried),
        Figure.of(of + "of what it could by the standard", rate * STANDARD_MILLIS / 1000),
        Figure.atMost(0, of + "times that one of nine was late by a period", (double) late),
        Figure.of(of + "longest between two polls of one, periods", longest / pace.periodMillis()));
  }
}
