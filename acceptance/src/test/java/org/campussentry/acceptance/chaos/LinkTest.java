package org.campussentry.acceptance.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final int SOON_MS = 20_000;

  private ServerSocket server;
  private Link link;
  private Socket near;
  private Socket far;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    link = new Link(server.getLocalPort());
    near = dial();
    far = server.accept();
    far.setSoTimeout(SOON_MS);
  }

  @AfterEach
  void close() throws IOException {
    near.close();
    far.close();
    link.close();
    server.close();
  }

  private Socket dial() throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
    socket.setSoTimeout(SOON_MS);
    return socket;
  }

  @Test
  void what_is_sent_arrives_both_ways() throws IOException {
    near.getOutputStream().write(7);
    assertThat(far.getInputStream().read()).isEqualTo(7);
    far.getOutputStream().write(8);
    assertThat(near.getInputStream().read()).isEqualTo(8);
  }

  @Test
  void a_cut_ends_connections_and_lets_none_begin_until_it_is_mended() throws IOException {
    link.cut(false);
    assertThatThrownBy(() -> near.getInputStream().read()).isInstanceOf(IOException.class);
    try (Socket another = dial()) {
      assertThatThrownBy(() -> another.getInputStream().read()).isInstanceOf(IOException.class);
    }
    link.mend();
    try (Socket another = dial();
        Socket end = server.accept()) {
      another.getOutputStream().write(7);
      assertThat(end.getInputStream().read()).isEqualTo(7);
    }
  }

  @Test
  void a_silent_cut_holds_what_is_sent_until_it_is_mended() throws IOException {
    link.cut(true);
    near.getOutputStream().write(7);
    far.setSoTimeout(200);
    assertThatThrownBy(() -> far.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    link.mend();
    far.setSoTimeout(SOON_MS);
    assertThat(far.getInputStream().read()).isEqualTo(7);
  }

  @Test
  void a_slow_one_is_late_by_at_least_its_delay() throws IOException {
    link.slow(Duration.ofMillis(300));
    long before = System.nanoTime();
    near.getOutputStream().write(7);
    assertThat(far.getInputStream().read()).isEqualTo(7);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(290_000_000L);
  }
}
