package org.campussentry.ingest.backup;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.campussentry.ingest.command.Talk;
import org.campussentry.ingest.history.QuestHistory;

/** Writes a home into one file, readable by its owner only. Used once, by one thread. */
public final class BackupWriter {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path home;
  private final String version;
  private final boolean journalInside;
  private final List<Manifest.Part> parts = new ArrayList<>();

  /**
   * @param journalInside whether the service keeps its journal in this home
   */
  public BackupWriter(Path home, String version, boolean journalInside) {
    this.home = home;
    this.version = version;
    this.journalInside = journalInside;
  }

  /**
   * The file gets its name when it is whole and synced; one that is there is replaced then.
   *
   * @return how many parts are in it
   * @throws IOException when it can't be made; then nothing of it is left
   */
  public int write(Path file, Instant now) throws IOException {
    if (journalInside && Files.notExists(home.resolve("journal.db"))) {
      throw new IOException(home + " holds no journal: check `home:`, or nothing is there yet");
    }
    if (Files.notExists(home)) {
      throw new IOException(home + " is not there: check `home:`");
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Path journal = file.resolveSibling(file.getFileName() + ".journal");
    try {
      Files.deleteIfExists(part);
      Files.deleteIfExists(journal);
      // First: what the journal claims, the store that is copied after it has.
      if (journalInside) {
        Files.createFile(journal, OWNER);
        vacuum(journal);
      }
      Optional<HomeLock> lock = HomeLock.enter(home);
      if (lock.isPresent()) {
        try (HomeLock held = lock.get()) {
          // A store that is not held is copied as it is: what an earlier hold left is not its
          // state.
          Path left = home.resolve("store").resolve(QuestHistory.CHECKPOINT);
          copy(part, journal, now, folder -> !folder.equals(left));
        }
      } else {
        copyHeld(part, journal, now);
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return parts.size();
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(journal);
    }
  }

  /** While the service runs: what it does not hold to the end is no backup. */
  private void copyHeld(Path part, Path journal, Instant now) throws IOException {
    try (Talk service = Talk.with(home, "hold")) {
      String answer = service.hear().orElse("it ended");
      if (!answer.equals("held")) {
        throw new IOException("the service can't hold its store: " + answer);
      }
      copy(part, journal, now, folder -> true);
      service.say("done");
      if (service.hear().isEmpty()) {
        throw new IOException("the service ended meanwhile: try again");
      }
    }
  }

  private void copy(Path part, Path journal, Instant now, Predicate<Path> wanted)
      throws IOException {
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(part, Set.copyOf(options), OWNER);
        ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(channel))) {
      zip.setLevel(1);
      zip.setComment(Seal.EMPTY);
      add(zip, "journal.db", journal);
      add(zip, "remote-key.jwk", home.resolve("remote-key.jwk"));
      addFolder(zip, home.resolve("wire"), folder -> true);
      addFolder(zip, home.resolve("store"), wanted);
      zip.putNextEntry(new ZipEntry(Manifest.NAME));
      zip.write(
          new ObjectMapper()
              .writeValueAsBytes(
                  new Manifest(Manifest.FORMAT, version, now.toString(), List.copyOf(parts))));
      zip.closeEntry();
    }
    Seal.put(part);
  }

  /** SQLite's own copy, safe beside a service that writes. */
  private void vacuum(Path journal) throws IOException {
    try (var connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + home.resolve("journal.db") + "?busy_timeout=10000");
        var statement = connection.prepareStatement("VACUUM INTO ?")) {
      statement.setString(1, journal.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new IOException("the journal can't be copied: " + e.getMessage(), e);
    }
  }

  private void addFolder(ZipOutputStream zip, Path folder, Predicate<Path> wanted)
      throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            return wanted.test(inner) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            add(zip, home.relativize(file).toString(), file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            // What vanishes is none of what the store holds still.
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
  }

  private void add(ZipOutputStream zip, String name, Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest digest = sha256();
      zip.putNextEntry(new ZipEntry(name));
      long size = new DigestInputStream(bytes, digest).transferTo(zip);
      zip.closeEntry();
      parts.add(new Manifest.Part(name, size, HexFormat.of().formatHex(digest.digest())));
    } catch (NoSuchFileException e) {
      // No key has been made, or the store has just dropped it.
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
