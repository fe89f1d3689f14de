package org.campussentry.ingest.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Makes a home of a backup, after all of it was checked. Used once, by one thread. */
public final class BackupReader {
  /** Brings an unpacked store to where it can be opened as any other. */
  public interface StoreOpener {
    void open(Path store) throws IOException;
  }

  private final Path file;
  private final String version;
  private final boolean journalInside;
  private final StoreOpener opener;

  /**
   * @param journalInside whether the service keeps its journal in the home
   */
  public BackupReader(Path file, String version, boolean journalInside, StoreOpener opener) {
    this.journalInside = journalInside;
    this.file = file;
    this.version = version;
    this.opener = opener;
  }

  /**
   * Unpacks beside the home, checks, and renames; whatever ends it before leaves the home as it
   * was.
   *
   * @param replace whether a home that is not empty may be renamed
   * @return where the old home is now, if there was one
   * @throws IOException when it is refused; the message names the place
   */
  public Optional<Path> restore(Path home, boolean replace, Instant now) throws IOException {
    Path parent = home.toAbsolutePath().getParent();
    HomeLock lock =
        HomeLock.enter(home)
            .orElseThrow(
                () -> new IOException(home + " is in use: stop the service, then restore"));
    try (lock) {
      boolean empty = HomeLock.isEmpty(home);
      if (!empty && !replace) {
        throw new IOException(
            home + " is not empty: give --replace to rename it, or choose another `home:`");
      }
      Path unpacking = home.resolveSibling(home.getFileName() + ".unpacking");
      delete(unpacking);
      if (!Seal.isWhole(file)) {
        throw new IOException(
            file
                + " is damaged or cut short, or no backup: its end is not the SHA-256 of the rest");
      }
      Path restored = HomeLock.restored(home);
      delete(restored);
      tryRenaming(home);
      try {
        unpack(unpacking);
        Files.move(unpacking, restored);
        sync(parent);
        Path old = home.resolveSibling(home.getFileName() + ".before-" + now.toEpochMilli());
        Files.move(home, old);
        Files.move(restored, home);
        sync(parent);
        if (empty) {
          delete(old);
          return Optional.empty();
        }
        return Optional.of(old);
      } finally {
        delete(unpacking);
        if (Files.exists(home)) {
          // Where no home is, a start takes it for one.
          delete(restored);
        }
      }
    }
  }

  /**
   * There and back, before the work of unpacking. Whoever is ended in between finds the home in its
   * place at the next start, as after a restore.
   */
  private static void tryRenaming(Path home) throws IOException {
    Path aside = HomeLock.restored(home);
    try {
      Files.move(home, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new IOException(
          "%s can't be renamed (%s); is it a mount point? Write a folder below it as `home:`, such as %s"
              .formatted(home, e.getMessage(), home.resolve("home")),
          e);
    }
    Files.move(aside, home, StandardCopyOption.ATOMIC_MOVE);
  }

  private void unpack(Path folder) throws IOException {
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Manifest manifest = manifest(zip);
      if (zip.size() != manifest.parts().size() + 1) {
        throw new IOException(file + " holds more than its manifest says: it is refused");
      }
      for (Manifest.Part part : manifest.parts()) {
        unpack(zip, part, folder);
      }
    } catch (ZipException e) {
      throw new IOException(
          file + " is no backup, or damaged or cut short (" + e.getMessage() + ")", e);
    }
    if (journalInside && Files.notExists(folder.resolve("journal.db"))) {
      throw new IOException(
          file
              + " holds no journal: it was made where `journal:` is PostgreSQL. Give that, and pg_restore's dump");
    }
    if (Files.exists(folder.resolve("journal.db"))) {
      checkJournal(folder.resolve("journal.db"));
    }
    if (Files.exists(folder.resolve("store"))) {
      opener.open(folder.resolve("store"));
    }
    try (var files = Files.walk(folder)) {
      for (Path unpacked : files.toList()) {
        sync(unpacked);
      }
    }
  }

  private Manifest manifest(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(Manifest.NAME);
    if (entry == null) {
      throw new IOException(file + " has no " + Manifest.NAME + ": it is no backup");
    }
    try (InputStream bytes = zip.getInputStream(entry)) {
      Manifest manifest = new ObjectMapper().readValue(bytes, Manifest.class);
      if (manifest.format() > Manifest.FORMAT
          || Version.parse(manifest.version()).compareTo(Version.parse(version)) > 0) {
        throw new IOException(
            "%s was written by version %s, this is %s: restore it with that or a newer one"
                .formatted(file, manifest.version(), version));
      }
      return manifest;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IOException(file + ": " + Manifest.NAME + " can't be read: " + e.getMessage(), e);
    }
  }

  private void unpack(ZipFile zip, Manifest.Part part, Path folder) throws IOException {
    String place = file + ": " + part.name();
    Path to = folder.resolve(part.name()).normalize();
    ZipEntry entry = zip.getEntry(part.name());
    if (entry == null || !to.startsWith(folder)) {
      throw new IOException(place + " is missing: the backup is damaged");
    }
    Files.createDirectories(to.getParent());
    MessageDigest digest = BackupWriter.sha256();
    try (InputStream bytes = new DigestInputStream(zip.getInputStream(entry), digest)) {
      Files.copy(bytes, to);
    } catch (ZipException | EOFException e) {
      throw new IOException(place + " is damaged: " + e.getMessage(), e);
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(part.sha256())
        || Files.size(to) != part.size()) {
      throw new IOException(place + " is damaged: it is not what was backed up");
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rw-------"));
  }

  private void checkJournal(Path journal) throws IOException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
        var answer = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
      if (!answer.getString(1).equals("ok")) {
        throw new IOException(file + ": journal.db: " + answer.getString(1));
      }
    } catch (SQLException e) {
      throw new IOException(file + ": journal.db: " + e.getMessage(), e);
    }
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> inside;
    try (var files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.delete(path);
    }
  }
}
