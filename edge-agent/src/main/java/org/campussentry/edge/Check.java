package org.campussentry.edge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.campussentry.edge.config.Problem;
import org.campussentry.edge.config.Problems;

/** Tells what is wrong with a configuration. */
final class Check {
  private Check() {}

  /** For people, to standard error; for programs also as one JSON object to standard output. */
  static void tell(Problems problems, boolean json) {
    problems.warnings().forEach(warning -> System.err.println("warning: " + warning));
    problems.errors().forEach(System.err::println);
    if (json) {
      System.out.println(json(problems));
    }
  }

  private static ObjectNode json(Problems problems) {
    var json = JsonNodeFactory.instance.objectNode().put("fine", problems.errors().isEmpty());
    add(problems.errors(), json.putArray("errors"));
    add(problems.warnings(), json.putArray("warnings"));
    return json;
  }

  private static void add(List<Problem> problems, ArrayNode to) {
    for (Problem problem : problems) {
      var one = to.addObject().put("place", problem.place()).put("file", problem.file());
      problem.line().ifPresent(line -> one.put("line", line));
      one.put("message", problem.message());
    }
  }
}
