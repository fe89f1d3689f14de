package org.campussentry.ingest.command;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code service.sock} in the home, where commands beside a running service ask it; who may open
 * it, owns the home. One request at a time.
 */
public final class CommandSocket implements AutoCloseable {
  /** What is done at a request. What it throws is said to who asked. */
  public interface Command {
    void run(List<String> arguments, Talk talk) throws Exception;
  }

  private static final Logger log = LoggerFactory.getLogger(CommandSocket.class);
  private final ServerSocketChannel server;
  private final Path file;
  private final Map<String, Command> commands;

  private CommandSocket(ServerSocketChannel server, Path file, Map<String, Command> commands) {
    this.server = server;
    this.file = file;
    this.commands = commands;
  }

  static Path in(Path home) {
    return home.resolve("service.sock");
  }

  /**
   * Listens from now on; without it the service does all but answer commands. The home has to be
   * locked by this process.
   *
   * @param commands by the first word of a request
   */
  public static AutoCloseable open(Path home, Map<String, Command> commands) {
    Path file = in(home);
    try {
      Files.deleteIfExists(file); // One that a killed service left.
      ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      server.bind(UnixDomainSocketAddress.of(file));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      CommandSocket socket = new CommandSocket(server, file, Map.copyOf(commands));
      Thread thread = new Thread(socket::serve, "commands");
      thread.setDaemon(true);
      thread.start();
      return socket;
    } catch (IOException | UnsupportedOperationException e) {
      log.warn(
          "{} can't be opened ({}): commands beside the service will not reach it",
          file,
          e.getMessage());
      return () -> {};
    }
  }

  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel asker = server.accept();
          Talk talk = new Talk(asker)) {
        answer(talk);
      } catch (IOException e) {
        // Who asked is gone.
      }
    }
  }

  private void answer(Talk talk) throws IOException {
    List<String> words = Arrays.asList(talk.hear().orElse("").split(" "));
    Command command = commands.get(words.get(0));
    if (command == null) {
      talk.say("this service knows no '" + words.get(0) + "': use the command of its version");
      return;
    }
    try {
      command.run(words.subList(1, words.size()), talk);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      log.warn("{} was not done: {}", words.get(0), e.getMessage());
      talk.say(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
  }
}
