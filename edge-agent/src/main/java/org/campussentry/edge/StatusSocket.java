package org.campussentry.edge;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.campussentry.edge.uplink.Uplink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on this machine how the agent is: whoever may read its home and connects to {@code
 * agent.sock} there gets one JSON object. A socket, because a file would be written to flash again
 * and again and outlive the agent that it speaks of.
 */
final class StatusSocket {
  private static final Logger log = LoggerFactory.getLogger(StatusSocket.class);
  private static final int ANSWER_SECONDS = 5;

  private final ServerSocketChannel server;
  private final EdgeConfig local;
  private final Supplier<Uplink> uplink;

  private StatusSocket(ServerSocketChannel server, EdgeConfig local, Supplier<Uplink> uplink) {
    this.server = server;
    this.local = local;
    this.uplink = uplink;
  }

  static Path in(Path home) {
    return home.resolve("agent.sock");
  }

  /** Listens from now on; without it the agent does all but tell. */
  static void open(EdgeConfig local, Supplier<Uplink> uplink) {
    Path file = in(local.home());
    try {
      // One that an agent left when it was killed; the home's lock says that it is gone.
      Files.deleteIfExists(file);
      var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(file));
      file.toFile().deleteOnExit();
      Gateway.daemon(new StatusSocket(server, local, uplink)::serve, "status").start();
    } catch (IOException | UnsupportedOperationException e) {
      log.warn("{} cannot be opened ({}): `status` will not work", file, e.getMessage());
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel asker = server.accept()) {
        answer(asker);
      } catch (IOException e) {
        // Who asked is gone.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void answer(SocketChannel asker) throws IOException, InterruptedException {
    Uplink now = uplink.get();
    String status;
    try {
      byte[] described =
          now.described().toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      status = new String(described, StandardCharsets.UTF_8);
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      // It hangs, or is being exchanged: that is an answer too.
      status = "null";
    }
    String told =
        "{\"site\":\"%s\",\"gateway\":\"%s\",\"broker\":\"%s\",\"connected\":%b,\"status\":%s}\n"
            .formatted(
                local.uplink().site(),
                local.uplink().gateway(),
                now.broker(),
                now.connected(),
                status);
    ByteBuffer bytes = ByteBuffer.wrap(told.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      asker.write(bytes);
    }
  }
}
