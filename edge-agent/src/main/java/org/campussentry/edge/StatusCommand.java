package org.campussentry.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.campussentry.edge.inspect.StatusReport;
import picocli.CommandLine.Command;

/** {@code edge-agent status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how the agent that runs with this configuration is: line to the campus, outbox, clock,"
          + " configuration, buses and devices.",
      "Exit code 0: it runs; 1: it does not, or does not answer; 2: the configuration is wrong."
    })
final class StatusCommand extends OneShot {

  @Override
  boolean bare() {
    return true;
  }

  @Override
  Outcome look(EdgeConfig config) throws Refused {
    Path socket = StatusSocket.in(config.home());
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      var told = (ObjectNode) new ObjectMapper().readTree(answer);
      var report = new StatusReport(told, ZoneId.systemDefault());
      return new Outcome(report.answers() ? 0 : EdgeAgent.FAILED, report.text(), told);
    } catch (IOException | ClassCastException e) {
      throw new Refused(EdgeAgent.FAILED, why(config.home(), socket, e));
    }
  }

  private static String why(Path home, Path socket, Exception e) {
    boolean hidden = e instanceof AccessDeniedException || !Files.isReadable(home);
    if (hidden && Files.exists(home)) {
      return "%s cannot be read. Run this as the user of the agent: sudo -u campus-sentry ..."
          .formatted(socket);
    }
    return ("no agent runs with home %s (%s). Start it: systemctl start campus-sentry-edge; what"
            + " ended it says journalctl -u campus-sentry-edge")
        .formatted(home, e.getMessage());
  }
}
