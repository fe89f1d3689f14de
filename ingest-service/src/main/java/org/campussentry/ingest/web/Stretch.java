package org.campussentry.ingest.web;

import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;

/**
 * What a request for history names with {@code from} and {@code to}. Immutable.
 *
 * @param fromMs milliseconds since 1970 UTC
 * @param toMs exclusive, after {@code fromMs}
 */
record Stretch(long fromMs, long toMs) {
  private static final long DAY_MS = 86_400_000;

  /** Stores count nanoseconds in 64 bits, which end in 2262; nobody has measured before 1970. */
  private static final long LATEST_MS = 9_000_000_000_000L;

  /** A day until now, where nothing else is said. */
  static Stretch of(RoutingContext ctx, InstantSource clock) {
    long to = time(ctx, "to", clock.millis());
    long from = time(ctx, "from", Math.max(0, to - DAY_MS));
    if (from >= to) {
      throw Problem.bad("'from' lies before 'to'");
    }
    return new Stretch(from, to);
  }

  private static long time(RoutingContext ctx, String name, long otherwise) {
    String text = ctx.request().getParam(name);
    long time = text == null ? otherwise : Times.parse(name, text);
    if (time < 0 || time > LATEST_MS) {
      throw Problem.bad("'" + name + "' lies between the years 1970 and 2255, not at " + text);
    }
    return time;
  }
}
