package org.campussentry.ingest.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Lines between a service and a command beside it. For one thread on each side. */
public final class Talk implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader words;

  Talk(SocketChannel channel) {
    this.channel = channel;
    this.words = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
  }

  /**
   * Asks the service that runs in a home.
   *
   * @throws IOException when none runs there, or the user may not ask it
   */
  public static Talk with(Path home, String request) throws IOException {
    Talk talk = new Talk(SocketChannel.open(UnixDomainSocketAddress.of(CommandSocket.in(home))));
    talk.say(request);
    return talk;
  }

  /** Hands on one line; it has to be without a line's end. */
  public void say(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Waits for the next line; empty when the other side is gone. */
  public Optional<String> hear() throws IOException {
    return Optional.ofNullable(words.readLine());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
