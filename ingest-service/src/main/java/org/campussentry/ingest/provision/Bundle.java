package org.campussentry.ingest.provision;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A gateway's folder as one {@code .tar.gz}, whose files only their owner may read. Pure. */
public final class Bundle {
  /** A gateway that is renewed keeps what somebody wrote into its configuration. */
  static final String CONFIG_BESIDE = "edge-agent.new.yaml";

  private static final int OWNER_ONLY = 0600;

  private Bundle() {}

  /**
   * Packs it.
   *
   * @param now time of the files
   */
  public static byte[] of(Provisioning.Packed packed, Instant now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GzipCompressorOutputStream(bytes))) {
      for (Map.Entry<String, String> file : packed.files().entrySet()) {
        boolean config = file.getKey().equals(GatewayFolder.CONFIG);
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(config && packed.renewed() ? CONFIG_BESIDE : file.getKey());
        entry.setMode(OWNER_ONLY);
        entry.setSize(content.length);
        entry.setModTime(Date.from(now));
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes every byte", e);
    }
    return bytes.toByteArray();
  }
}
