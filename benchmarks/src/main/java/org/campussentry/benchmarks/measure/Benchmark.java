package org.campussentry.benchmarks.measure;

import java.util.List;

/** Something that can be measured. */
public interface Benchmark {

  /** As it is called on the command line. */
  String name();

  /** What it does and how long that takes, in a line. */
  String what();

  /**
   * Measures.
   *
   * @throws Exception when a program did not do what had to be measured
   */
  List<Figure> run(Settings settings) throws Exception;
}
