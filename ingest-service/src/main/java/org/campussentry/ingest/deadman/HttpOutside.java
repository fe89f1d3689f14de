package org.campussentry.ingest.deadman;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks for the address with GET, which healthchecks.io and the push monitors of Uptime Kuma both
 * take. Any 2xx counts; a redirect does not, for nobody knows who would be told then.
 */
final class HttpOutside implements Outside {
  static final int TIMEOUT_S = 10;
  private static final Duration TIMEOUT = Duration.ofSeconds(TIMEOUT_S);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  @Override
  public Optional<String> knock(URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).GET().build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    } catch (IOException e) {
      String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Optional.of("it can't be reached: " + detail);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("stopped while sending");
    }
  }
}
