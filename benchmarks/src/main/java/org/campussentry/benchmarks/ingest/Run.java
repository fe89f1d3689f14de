package org.campussentry.benchmarks.ingest;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.campussentry.benchmarks.measure.Usage;

/**
 * What one way of storing readings took.
 *
 * @param readings that were sent
 * @param stored that the store has afterwards
 * @param seconds from the first message to the last receipt
 * @param cpuSeconds of each process meanwhile
 */
record Run(String who, long readings, long stored, double seconds, Map<String, Double> cpuSeconds) {
  /** Something that stores all of a load. */
  interface Work {
    void run() throws Exception;
  }

  /** Asks the store how much it has. */
  interface Count {
    long ask() throws Exception;
  }

  /** Times it, and adds up what each process used. */
  static Run of(String who, long readings, Map<String, Usage> processes, Work work, Count count)
      throws Exception {
    long before = count.ask();
    Map<String, Double> used = cpu(processes);
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    cpu(processes).forEach((name, after) -> used.merge(name, after, (from, to) -> to - from));
    return new Run(who, readings, count.ask() - before, seconds, used);
  }

  private static Map<String, Double> cpu(Map<String, Usage> processes) throws IOException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (Map.Entry<String, Usage> process : processes.entrySet()) {
      seconds.put(process.getKey(), process.getValue().cpuSeconds());
    }
    return seconds;
  }

  double rate() {
    return readings / seconds;
  }

  static double medianRate(List<Run> runs) {
    return median(runs.stream().mapToDouble(Run::rate));
  }

  /** Of the runs of each round: what else the machine did then, both had to bear. */
  static double medianRatio(List<Run> runs, List<Run> peers) {
    return median(
        IntStream.range(0, runs.size())
            .mapToDouble(round -> runs.get(round).rate() / peers.get(round).rate()));
  }

  /** Processor time of all processes for a reading, theirs ÷ ours: whatever else runs. */
  static double medianCpuRatio(List<Run> runs, List<Run> peers) {
    return median(
        IntStream.range(0, runs.size())
            .mapToDouble(round -> peers.get(round).cost() / runs.get(round).cost()));
  }

  private double cost() {
    return cpuSeconds.values().stream().mapToDouble(used -> used).sum() / readings;
  }

  /** Readings that were sent and are not in the store, of all runs. */
  static double lost(List<Run> runs) {
    return runs.stream().mapToDouble(run -> run.readings - run.stored).sum();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Prints what it took, while the other runs go on. */
  Run say() {
    System.out.println(line());
    return this;
  }

  private String line() {
    var line = new StringBuilder();
    line.append("    %-28s %,9.0f readings/s;".formatted(who, rate()));
    line.append(" CPU s per million:");
    cpuSeconds.forEach(
        (name, used) -> line.append(" %s %.2f".formatted(name, used * 1e6 / readings)));
    if (stored != readings) {
      line.append("; STORED %,d OF %,d".formatted(stored, readings));
    }
    return line.toString();
  }
}
