package org.campussentry.ingest.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.campussentry.ingest.broker.AccessList;
import org.campussentry.ingest.broker.Passwords;

/**
 * The files of a Mosquitto that depend on who is provisioned: {@code passwords}, {@code acl},
 * {@code ca.pem}, {@code broker.pem}, {@code broker.key} and {@code revoked.pem}. They go to the
 * owner of the folder, or stay with the one they have: Mosquitto reads some of them again as its
 * own user.
 */
public final class MosquittoFolder {
  private final Path folder;

  /**
   * Nothing is written yet.
   *
   * @throws IOException when there is no such folder
   */
  public MosquittoFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          folder + " is no folder. Name the one where Mosquitto's password_file lies");
    }
    this.folder = folder;
  }

  Path passwords() {
    return folder.resolve("passwords");
  }

  boolean knows(String user) throws IOException {
    return Passwords.read(passwords()).hashOf(user).isPresent();
  }

  void admit(String user, String hash) throws IOException {
    write("passwords", Passwords.read(passwords()).with(user, hash).text());
  }

  /** Lets a gateway speak at that site and at no other. */
  void bind(String gateway, String site) throws IOException {
    write("acl", AccessList.read(access()).with(gateway, site).text());
  }

  private Path access() {
    return folder.resolve("acl");
  }

  /** False when there was no such user. */
  boolean withdraw(String user) throws IOException {
    Passwords users = Passwords.read(passwords());
    if (users.hashOf(user).isEmpty()) {
      return false;
    }
    write("passwords", users.without(user).text());
    write("acl", AccessList.read(access()).without(user).text());
    return true;
  }

  /** Copies what Mosquitto's TLS needs. */
  void bring(WireFolder wire) throws IOException {
    copy(wire.ca(), "ca.pem");
    bringRevoked(wire);
    copy(wire.broker().certificate(), "broker.pem");
    copy(wire.broker().key(), "broker.key");
  }

  /** Copies which certificates count no more. */
  void bringRevoked(WireFolder wire) throws IOException {
    copy(wire.revoked(), "revoked.pem");
  }

  private void copy(Path from, String name) throws IOException {
    String text = Files.readString(from);
    Path to = folder.resolve(name);
    if (!Files.exists(to) || !Files.readString(to).equals(text)) {
      write(name, text);
    }
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    SecretFile.writeLike(file, text, Files.exists(file) ? file : folder);
  }
}
