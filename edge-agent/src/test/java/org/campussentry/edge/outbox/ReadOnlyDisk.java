package org.campussentry.edge.outbox;

import java.nio.file.Path;
import java.time.InstantSource;

/** What {@link FullDiskIT} runs on a read-only disk: says why there is no outbox. */
final class ReadOnlyDisk {
  private ReadOnlyDisk() {}

  public static void main(String[] arguments) {
    Path home = Path.of(arguments[0]);
    try (Outbox outbox = Outbox.open(home, new Bounds(1 << 20, 0), InstantSource.system())) {
      System.out.println("it was opened as stream " + outbox.stream().id());
    } catch (OutboxUnavailable e) {
      System.out.println(e.getMessage());
    }
  }
}
