package org.campussentry.edge.poll;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.campussentry.edge.bus.Answer;
import org.campussentry.edge.bus.Line;
import org.campussentry.edge.bus.Request;

/** A line that knows how busy it is, and whether it is away; other threads may look at both. */
final class MeasuredLine implements Line {
  private final Line line;
  private final InstantSource ticks;
  private final Load load;
  private volatile boolean away;

  MeasuredLine(Line line, InstantSource ticks) {
    this.line = line;
    this.ticks = ticks;
    this.load = new Load(ticks.instant());
  }

  boolean away() {
    return away;
  }

  double load() {
    return load.share(ticks.instant());
  }

  @Override
  public Answer ask(Request request) {
    Instant from = ticks.instant();
    Answer answer = line.ask(request);
    away = answer instanceof Answer.Away;
    if (!away && !request.listens()) {
      load.busy(from, ticks.instant());
    }
    return answer;
  }

  @Override
  public void listen(List<Request> requests, Runnable arrived) {
    line.listen(requests, arrived);
  }

  @Override
  public void close() {
    line.close();
  }
}
