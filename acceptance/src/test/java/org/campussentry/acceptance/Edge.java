package org.campussentry.acceptance;

import java.nio.file.Path;
import java.util.List;

/** edge-agent as its own process. */
final class Edge {
  private Edge() {}

  static Program start(Path folder, Path config) {
    return Program.start(
        "edge-agent",
        folder,
        List.of("../edge-agent/bin/edge-agent", "--config", config.toString()));
  }
}
