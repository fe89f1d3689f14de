package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * One POST within ten seconds, answer and all. Follows no redirection: whoever moved is to be
 * written anew. Thread-safe.
 */
final class Post {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** More than any of them answers; a page of errors is cut off. */
  private static final int ANSWER_MAX = 64 * 1024;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * Sends.
   *
   * @param judge what the text of a 2xx answer means
   */
  Channel.Outcome send(
      URI url, Map<String, String> headers, String body, Function<String, Channel.Outcome> judge) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request.build(), info -> new Beginning());
    try {
      HttpResponse<String> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      return status / 100 == 2
          ? judge.apply(response.body())
          : new Channel.NotTaken(host(url) + " answered " + status + remedy(status), true);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Channel.NotTaken(
          host(url) + " did not answer within " + TIMEOUT.toSeconds() + " s", true);
    } catch (ExecutionException e) {
      return new Channel.NotTaken(host(url) + " can't be reached: " + detail(e.getCause()), true);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Channel.NotTaken("stopped while sending", true);
    }
  }

  private static String detail(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static String remedy(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> ": it has moved; write its new address in `url`";
      case 401, 403 -> ": it refuses us; check token, secret and its list of addresses";
      case 404, 410 -> ": there is no such address any more; check `url`";
      case 429 -> ": it takes no more for now";
      default -> "";
    };
  }

  /** Paths and queries of such addresses are often secrets: they reach neither log nor API. */
  static String host(URI url) {
    return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  /** The first bytes of an answer as text; what is more is not waited for. */
  private static final class Beginning implements HttpResponse.BodySubscriber<String> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private Flow.Subscription source;

    @Override
    public CompletionStage<String> getBody() {
      return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      source.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] piece = new byte[Math.min(buffer.remaining(), ANSWER_MAX - bytes.size())];
        buffer.get(piece);
        bytes.writeBytes(piece);
      }
      if (bytes.size() == ANSWER_MAX) {
        source.cancel();
        onComplete();
      }
    }

    @Override
    public void onError(Throwable e) {
      text.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
      text.complete(bytes.toString(UTF_8));
    }
  }
}
