package org.campussentry.ingest.deadman;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outside that misbehaves, over real sockets. */
class HttpOutsideTest {
  private final HttpOutside outside = new HttpOutside(Duration.ofMillis(500));
  private ServerSocket server;
  private URI url;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/ping/s3cret");
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /** Answers the next one with that, and then neither says more nor hangs up. */
  private void answer(String text) {
    Thread side =
        new Thread(
            () -> {
              try (Socket socket = server.accept()) {
                socket.getOutputStream().write(text.getBytes(US_ASCII));
                while (socket.getInputStream().read() >= 0) {
                  // until the other one hangs up
                }
              } catch (IOException e) {
                // the test is over
              }
            });
    side.setDaemon(true);
    side.start();
  }

  @Test
  void any_2xx_counts_and_all_else_is_said_without_the_path() throws IOException {
    answer("HTTP/1.1 204 No Content\r\n\r\n");
    assertThat(outside.knock(url)).isEmpty();
    answer("HTTP/1.1 301 Moved\r\nLocation: /x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    assertThat(new HttpOutside(Duration.ofMillis(500)).knock(url)).contains("it answered 301");
    server.close();
    assertThat(new HttpOutside(Duration.ofMillis(500)).knock(url).orElseThrow())
        .startsWith("it can't be reached")
        .doesNotContain("s3cret");
  }

  @Test
  @Timeout(20)
  void a_body_that_never_ends_is_no_answer_and_the_next_one_is_asked_again() {
    answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nO");
    assertThat(outside.knock(url)).contains("it did not answer within 0.5 s");
    answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK");
    assertThat(outside.knock(url)).isEmpty();
  }
}
