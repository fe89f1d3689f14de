package org.campussentry.ingest.deadman;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks for the address with GET, which healthchecks.io and the push monitors of Uptime Kuma both
 * take. Any 2xx counts; a redirect does not, for nobody knows who would be told then.
 */
final class HttpOutside implements Outside {
  static final int TIMEOUT_S = 10;

  private final Duration within;
  private final HttpClient http;

  HttpOutside() {
    this(Duration.ofSeconds(TIMEOUT_S));
  }

  /**
   * @param within all of it, the body of the answer too
   */
  HttpOutside(Duration within) {
    this.within = within;
    this.http = HttpClient.newBuilder().connectTimeout(within).build();
  }

  @Override
  public Optional<String> knock(URI url) {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(within).GET().build();
    // The limit of a request ends with the head of its answer; a body may never end.
    CompletableFuture<HttpResponse<Void>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    try {
      int status = answer.get(within.toMillis(), TimeUnit.MILLISECONDS).statusCode();
      return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Optional.of("it did not answer within " + within.toMillis() / 1000.0 + " s");
    } catch (ExecutionException e) {
      return Optional.of("it can't be reached: " + detail(e.getCause()));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.of("stopped while sending");
    }
  }

  private static String detail(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
