package org.campussentry.benchmarks.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Open live streams, each with a connection of its own, compressed as browsers ask for it. Of each
 * event every one notes when it was whole; the first one also reads which readings came with it.
 */
final class Streams implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEY = 60;

  /** Milliseconds since 1970. */
  private record Arrival(String event, long at) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConcurrentLinkedQueue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Map<String, List<Long>> readings = new ConcurrentHashMap<>();
  private final List<Flow.Subscription> open = new ArrayList<>();
  private volatile int closed;
  private volatile boolean noting;

  Streams(String url, String token, int number) {
    for (int n = 0; n < number; n++) {
      boolean first = n == 0;
      var request =
          HttpRequest.newBuilder(URI.create(url + "api/v1/live"))
              .header("Authorization", "Bearer " + token)
              .header("Accept-Encoding", "gzip")
              .build();
      http.sendAsync(
          request, BodyHandlers.fromSubscriber(new Reader(event -> arrived(event, first))));
      pause();
    }
  }

  /** As people open pages: not all within the same millisecond. */
  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void arrived(String event, boolean first) {
    if (!noting || !event.startsWith("event: change")) {
      return;
    }
    String key = event.substring(0, Math.min(KEY, event.length()));
    arrivals.add(new Arrival(key, System.currentTimeMillis()));
    if (first) {
      readings.put(key, times(event.substring(event.indexOf("data: ") + 6)));
    }
  }

  private static List<Long> times(String json) {
    try {
      List<Long> times = new ArrayList<>();
      for (JsonNode point : JSON.readTree(json).path("points")) {
        times.add(OffsetDateTime.parse(point.path("time").asText()).toInstant().toEpochMilli());
      }
      return times;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Notes for a while.
   *
   * @return milliseconds from the reading to the browser, sorted, of each reading in each stream
   */
  long[] note(long milliseconds) throws InterruptedException {
    noting = true;
    Thread.sleep(milliseconds);
    noting = false;
    return arrivals.stream()
        .flatMapToLong(
            arrival ->
                readings.getOrDefault(arrival.event(), List.of()).stream()
                    .mapToLong(time -> arrival.at() - time))
        .sorted()
        .toArray();
  }

  /** How many have ended, which they should not. */
  int ended() {
    return closed;
  }

  @Override
  public void close() {
    synchronized (open) {
      open.forEach(Flow.Subscription::cancel);
    }
  }

  /** Takes the stream apart into events, inflating it where it is compressed. */
  private final class Reader implements Flow.Subscriber<List<ByteBuffer>> {
    private static final int GZIP_HEADER = 10;
    private final Consumer<String> onEvent;
    private final Inflater inflater = new Inflater(true);
    private final StringBuilder text = new StringBuilder();
    private final byte[] out = new byte[1 << 16];
    private int header = GZIP_HEADER;

    Reader(Consumer<String> onEvent) {
      this.onEvent = onEvent;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      synchronized (open) {
        open.add(subscription);
      }
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        int skipped = Math.min(header, buffer.remaining());
        header -= skipped;
        buffer.position(buffer.position() + skipped);
        inflater.setInput(buffer);
        inflate();
      }
      for (int end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
        onEvent.accept(text.substring(0, end));
        text.delete(0, end + 2);
      }
    }

    /** Letters beyond ASCII become others; nobody reads them here. */
    private void inflate() {
      try {
        for (int n = inflater.inflate(out); n > 0; n = inflater.inflate(out)) {
          text.append(new String(out, 0, n, java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      } catch (DataFormatException e) {
        throw new IllegalStateException("the stream is not compressed as it was asked for", e);
      }
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // Rough is enough: it should be none.
    public void onError(Throwable why) {
      closed++;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void onComplete() {
      closed++;
    }
  }
}
