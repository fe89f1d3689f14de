package org.campussentry.edge.uplink;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.function.LongUnaryOperator;

/** What the agent tells of itself beside what the uplink knows. */
public interface About {
  /** Nothing. */
  About NOTHING = (json, dates) -> {};

  /**
   * Adds fields to the status; on the uplink's thread, so it must not block.
   *
   * @param dates what time it was at a tick, in milliseconds since 1970 UTC
   */
  void write(JsonGenerator json, LongUnaryOperator dates) throws IOException;
}
