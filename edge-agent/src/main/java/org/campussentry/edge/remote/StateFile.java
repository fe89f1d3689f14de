package org.campussentry.edge.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Keeps the state in {@code remote.json} of the agent's home. It is replaced as a whole and synced,
 * so that a power cut leaves the old or the new one. One that cannot be read is renamed, and the
 * local file runs.
 */
final class StateFile {
  private final Path file;

  StateFile(Path home) {
    this.file = home.resolve("remote.json");
  }

  Path path() {
    return file;
  }

  /**
   * What was remembered; nothing when there is no file.
   *
   * @throws IOException if there is one that cannot be read; it is set aside
   */
  State read() throws IOException {
    if (!Files.exists(file)) {
      return State.NEW;
    }
    JsonNode root;
    try {
      root = new ObjectMapper().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      Files.move(
          file, file.resolveSibling("remote.json.damaged"), StandardCopyOption.REPLACE_EXISTING);
      throw e;
    }
    JsonNode trial = root.path("trial");
    JsonNode refused = root.path("refused");
    return new State(
        root.path("seen").asLong(),
        Optional.ofNullable(root.path("local").textValue()),
        version(root.path("running")),
        version(trial).map(version -> new State.Trial(version, trial.path("starts").asInt())),
        refused.isObject()
            ? Optional.of(
                new State.Refusal(refused.path("version").asLong(), refused.path("why").asText()))
            : Optional.empty());
  }

  private static Optional<State.Version> version(JsonNode node) {
    return node.isObject()
        ? Optional.of(new State.Version(node.path("version").asLong(), node.path("text").asText()))
        : Optional.empty();
  }

  /** Keeps it durably. */
  void write(State state) throws IOException {
    var json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("seen", state.seen());
    state.local().ifPresent(local -> root.put("local", local));
    state.running().ifPresent(running -> put(root.putObject("running"), running));
    state
        .trial()
        .ifPresent(
            trial -> put(root.putObject("trial"), trial.version()).put("starts", trial.starts()));
    state
        .refused()
        .ifPresent(
            refused ->
                root.putObject("refused")
                    .put("version", refused.version())
                    .put("why", refused.why()));
    Path anew = file.resolveSibling("remote.json.new");
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
        FileChannel.open(
            anew,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.writeValueAsBytes(root));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(anew, file, StandardCopyOption.ATOMIC_MOVE);
    // The new name is on the medium only when the folder is.
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static ObjectNode put(ObjectNode node, State.Version version) {
    return node.put("version", version.version()).put("text", version.text());
  }
}
