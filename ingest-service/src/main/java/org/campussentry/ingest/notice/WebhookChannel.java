package org.campussentry.ingest.notice;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Posts a delivery's body as JSON. Any 2xx answer counts as taken; everything else is tried again.
 */
public final class WebhookChannel implements Channel {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final URI url;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  public WebhookChannel(URI url) {
    this.url = url;
  }

  @Override
  public Outcome send(Delivery delivery) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", delivery.id())
            .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? new Taken() : new NotTaken(host() + " answered " + status, true);
    } catch (IOException e) {
      String detail = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new NotTaken(host() + " can't be reached: " + detail, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotTaken("stopped while sending", true);
    }
  }

  /** Paths and queries of such addresses are often secrets: they reach neither log nor API. */
  private String host() {
    return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }
}
