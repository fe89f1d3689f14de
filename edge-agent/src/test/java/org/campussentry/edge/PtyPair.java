package org.campussentry.edge;

import java.nio.file.Files;
import java.nio.file.Path;
import org.awaitility.Awaitility;

/** A serial cable between two devices of this machine, by socat; it can be cut and mended. */
public final class PtyPair implements AutoCloseable {
  private final Path near;
  private final Path far;
  private Program socat;

  public PtyPair(Path folder) {
    near = folder.resolve("near");
    far = folder.resolve("far");
    mend();
  }

  public void mend() {
    socat = new Program("socat", "pty,raw,echo=0,link=" + near, "pty,raw,echo=0,link=" + far);
    Awaitility.await().until(() -> Files.exists(near) && Files.exists(far));
  }

  public void cut() {
    socat.terminate();
    socat.exitCode();
  }

  public String near() {
    return near.toString();
  }

  public String far() {
    return far.toString();
  }

  @Override
  public void close() {
    socat.close();
  }
}
