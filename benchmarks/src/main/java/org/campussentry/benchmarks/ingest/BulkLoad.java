package org.campussentry.benchmarks.ingest;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.campussentry.benchmarks.stage.Influx;

/** Writes line protocol that is there already, by several connections, as fast as they take it. */
final class BulkLoad {
  static final int LINES = 10_000;
  private static final int CONNECTIONS = 4;

  private BulkLoad() {}

  /** Returns when all is written. */
  static void write(Influx influx, List<byte[]> bodies)
      throws IOException, InterruptedException, ExecutionException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int connection = 0; connection < CONNECTIONS; connection++) {
        writers.add(
            connections.submit(
                () -> {
                  HttpClient http =
                      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                  int mine = next.getAndIncrement();
                  while (mine < bodies.size()) {
                    post(http, influx, bodies.get(mine));
                    mine = next.getAndIncrement();
                  }
                  return null;
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      connections.shutdownNow();
    }
  }

  private static void post(HttpClient http, Influx influx, byte[] body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(influx.uri("/write?db=sentry&precision=ms"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 204) {
      throw new IOException("bulk load: " + answer.statusCode() + " " + answer.body());
    }
  }
}
