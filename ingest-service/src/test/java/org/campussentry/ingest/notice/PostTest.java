package org.campussentry.ingest.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Other sides that misbehave. */
class PostTest {
  private final Post post = new Post();

  private Channel.NotTaken refused(URI url) {
    Channel.Outcome outcome = post.send(url, Map.of(), "{}", answer -> new Channel.Taken());
    assertThat(outcome).isInstanceOf(Channel.NotTaken.class);
    return (Channel.NotTaken) outcome;
  }

  @Test
  void a_status_is_said_with_its_remedy_and_without_the_path() throws Exception {
    for (var expected :
        Map.of(
                500, "answered 500",
                301, "answered 301: it has moved; write its new address in `url`",
                403, "answered 403: it refuses us",
                404, "answered 404: there is no such address any more",
                429, "answered 429: it takes no more for now")
            .entrySet()) {
      try (OtherSide hook =
          new OtherSide(
              (exchange, asked) -> {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                OtherSide.answer(exchange, expected.getKey(), "no");
              })) {
        Channel.NotTaken not = refused(hook.at("/geheim?key=geheim"));
        assertThat(not.why()).contains(expected.getValue()).doesNotContain("geheim");
        assertThat(not.retry()).isTrue();
        assertThat(hook.asked).as("no redirection is followed").hasSize(1);
      }
    }
  }

  @Test
  void nobody_there_is_said() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(refused(URI.create("http://127.0.0.1:" + port + "/geheim")).why())
        .startsWith("http://127.0.0.1:" + port + " can't be reached: ")
        .doesNotContain("geheim");
  }

  @Test
  void an_answer_that_drips_for_ever_is_given_up_after_ten_seconds() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (OtherSide hook =
        new OtherSide(
            (exchange, asked) -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("{".getBytes(UTF_8));
              exchange.getResponseBody().flush();
              try {
                over.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              exchange.close();
            })) {
      assertThat(refused(hook.at("/")).why()).endsWith("did not answer within 10 s");
      over.countDown();
    }
  }

  @Test
  void of_an_endless_answer_the_beginning_is_read() throws Exception {
    try (OtherSide hook =
        new OtherSide(
            (exchange, asked) -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] piece = new byte[8192];
              try {
                for (int i = 0; i < 100_000; i++) {
                  exchange.getResponseBody().write(piece);
                }
              } catch (IOException e) {
                exchange.close();
              }
            })) {
      int[] length = {0};
      Channel.Outcome outcome =
          post.send(
              hook.at("/"),
              Map.of(),
              "{}",
              answer -> {
                length[0] = answer.length();
                return new Channel.Taken();
              });
      assertThat(outcome).isEqualTo(new Channel.Taken());
      assertThat(length[0]).isEqualTo(64 * 1024);
    }
  }
}
