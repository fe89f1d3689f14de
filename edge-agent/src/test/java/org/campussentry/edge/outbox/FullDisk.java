package org.campussentry.edge.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.campussentry.edge.MovedClock;

/** What {@link FullDiskIT} runs on a small disk of its own. */
final class FullDisk {
  private static final int PAYLOAD = 2000;

  private final Path folder;
  private final MovedClock clock = new MovedClock();
  private long seq;

  private FullDisk(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    var story = new FullDisk(Path.of(arguments[0]));
    story.whatOthersNeedStaysFree();
    story.onAFullDiskForgettingWorks();
    System.out.println("as it should be");
  }

  private Batch batch(Outbox outbox) {
    clock.move(java.time.Duration.ofMillis(250));
    var payload = new Payload((seq + " " + "x".repeat(PAYLOAD)).getBytes(UTF_8));
    return new Batch(outbox.stream().id(), seq++, "hash", clock.millis(), payload);
  }

  private long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  private void whatOthersNeedStaysFree() throws Exception {
    long keepFree = 4 << 20;
    try (Outbox outbox = Outbox.open(folder, new Bounds(64 << 20, keepFree), clock)) {
      for (int count = 0; count < 4000; count++) {
        assertThat(outbox.keep(batch(outbox))).isPresent();
      }
      // What SQLite keeps beside the file until it is written back comes on top.
      assertThat(free()).isGreaterThan(keepFree - (2 << 20));
      assertThat(outbox.drops()).singleElement().extracting(Range::first).isEqualTo(0L);
      assertThat(outbox.drops().get(0).last() + 1 + outbox.size().batches()).isEqualTo(4000);
    }
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    seq = 0;
  }

  private void onAFullDiskForgettingWorks() throws Exception {
    try (Outbox outbox = Outbox.open(folder, new Bounds(64 << 20, 0), clock)) {
      for (int count = 0; count < 200; count++) {
        assertThat(outbox.keep(batch(outbox))).isPresent();
      }
      assertThat(folder.resolve("reserve")).exists();
      fill(folder.resolve("somebody else's"));
      Batch refused = batch(outbox);
      while (outbox.keep(refused).isPresent()) {
        refused = batch(outbox);
        fill(folder.resolve("somebody else's"));
      }
      assertThat(folder.resolve("reserve")).as("held back for forgetting").exists();
      long oldest = outbox.drops().isEmpty() ? 0 : outbox.drops().get(0).last() + 1;
      var stored = new Range(outbox.stream().id(), oldest, oldest + 49);
      assertThat(outbox.stored(stored)).hasSize(50);
      assertThat(outbox.keep(refused)).as("there is room again").isPresent();
      assertThat(folder.resolve("reserve")).as("used").doesNotExist();
      assertThat(outbox.between(0, Long.MAX_VALUE, 10_000))
          .extracting(kept -> kept.batch().seq())
          .isEqualTo(LongStream.rangeClosed(oldest + 50, refused.seq()).boxed().toList());

      Files.delete(folder.resolve("somebody else's"));
      assertThat(outbox.keep(batch(outbox))).isPresent();
      clock.move(java.time.Duration.ofSeconds(2));
      assertThat(outbox.keep(batch(outbox))).isPresent();
      assertThat(folder.resolve("reserve")).as("held back again").exists();
    }
  }

  /** Until the kernel says that there is no room. */
  private static void fill(Path file) {
    try (OutputStream out =
        Files.newOutputStream(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      while (true) {
        out.write(new byte[512]);
      }
    } catch (IOException e) {
      // That was the point.
    }
  }
}
