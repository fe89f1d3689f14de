package org.campussentry.ingest.provision;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.campussentry.ingest.broker.AccessList;
import org.campussentry.ingest.broker.Passwords;
import org.campussentry.ingest.broker.PemFiles;

/**
 * What the campus keeps to lock the wire, in {@code wire/} of the service's home: its authority,
 * the broker's certificate, the hashes of passwords, where each may speak, and which certificates
 * count no more. Several commands may use it at once.
 */
public final class WireFolder {
  /** The user name of ingest-service. */
  public static final String SERVICE = "ingest";

  private static final Duration RENEW_BEFORE = Duration.ofDays(365);

  private final Path folder;
  private final InstantSource clock;
  private final Authority authority;

  /** A certificate and its key, as PEM files. */
  public record Identity(Path certificate, Path key) {}

  /**
   * What a gateway gets.
   *
   * @param password of which only {@code hash} is kept
   * @param renewed whether there were some before, which count no more
   */
  record Credentials(String password, String hash, Authority.Issued issued, boolean renewed) {}

  private WireFolder(Path folder, InstantSource clock, Authority authority) {
    this.folder = folder;
    this.clock = clock;
    this.authority = authority;
  }

  /** Whether that home has one already. */
  public static boolean isIn(Path home) {
    return Files.exists(home.resolve("wire").resolve("ca.pem"));
  }

  /**
   * That of a home; its authority is made when it is not there.
   *
   * @throws IOException when it can't be used; the message names the file
   */
  public static WireFolder in(Path home, InstantSource clock) throws IOException {
    Path folder = home.resolve("wire");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(home);
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (FileChannel held = held(folder, "lock")) {
      return new WireFolder(folder, clock, Authority.in(folder, clock.instant()));
    }
  }

  public Path ca() {
    return folder.resolve("ca.pem");
  }

  public Path passwords() {
    return folder.resolve("passwords");
  }

  /** Who may say and hear what, for both brokers. */
  public Path access() {
    return folder.resolve("acl");
  }

  public Path revoked() {
    return folder.resolve("revoked.pem");
  }

  /** Where the service leaves its password for commands beside it. */
  public Path servicePassword() {
    return folder.resolve("service-password");
  }

  /** Where a gateway's folder is made. */
  Path gateway(String id) {
    return folder.resolve("gateways").resolve(id);
  }

  /** The broker's, as it is made by {@link #renewBroker}. */
  public Identity broker() {
    return identity("broker");
  }

  /**
   * Makes the broker's certificate anew when it is missing, lacks a name, or is in its last year;
   * true if so. Names that it had stay: gateways may call the broker by them.
   *
   * @param names host names and addresses under which the broker is reached
   * @throws IOException when it is there and can't be read; the message names the file
   */
  public boolean renewBroker(Collection<String> names) throws IOException {
    try (FileChannel held = held()) {
      Set<String> all = new TreeSet<>(names);
      boolean good = false;
      if (Files.exists(broker().certificate())) {
        X509Certificate present = read(broker().certificate());
        Set<String> has = names(present);
        Instant renew = present.getNotAfter().toInstant().minus(RENEW_BEFORE);
        good = has.containsAll(names) && clock.instant().isBefore(renew);
        all.addAll(has);
      }
      if (!good) {
        write(broker(), authority.forBroker(all, clock.instant()));
      }
      return !good;
    }
  }

  private static Set<String> names(X509Certificate certificate) throws IOException {
    try {
      Set<String> names = new TreeSet<>();
      for (List<?> name : certificate.getSubjectAlternativeNames()) {
        names.add(name.get(1).toString());
      }
      return names;
    } catch (GeneralSecurityException e) {
      throw new IOException("the broker's certificate has names that can't be read", e);
    }
  }

  /** Makes another one for this service to enter the broker with. */
  public void renewService() throws IOException {
    write(service(), authority.forUser(SERVICE, clock.instant()));
  }

  /** With which this service enters the broker. */
  public Identity service() {
    return identity("service");
  }

  private Identity identity(String name) {
    return new Identity(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
  }

  private static void write(Identity identity, Authority.Issued issued) throws IOException {
    SecretFile.write(identity.key(), issued.key());
    SecretFile.write(identity.certificate(), issued.certificate());
  }

  /** Makes a user of a gateway, for that site; what it had before counts no more. */
  Credentials admit(String site, String gateway) throws IOException {
    try (FileChannel held = held()) {
      boolean renewed = revokeIssued(gateway);
      Passwords users = Passwords.read(passwords());
      renewed |= users.hashOf(gateway).isPresent();
      String password = Passwords.random();
      String hash = Passwords.hash(password);
      Authority.Issued issued = authority.forUser(gateway, clock.instant());
      SecretFile.write(issued(gateway), issued.certificate());
      SecretFile.write(access(), AccessList.read(access()).with(gateway, site).text());
      SecretFile.write(passwords(), users.with(gateway, hash).text());
      return new Credentials(password, hash, issued, renewed);
    }
  }

  /** Whether a gateway has a password that counts. */
  boolean knows(String gateway) throws IOException {
    return Passwords.read(passwords()).hashOf(gateway).isPresent();
  }

  /** Takes all back; false when there was nothing. */
  boolean withdraw(String gateway) throws IOException {
    try (FileChannel held = held()) {
      Passwords users = Passwords.read(passwords());
      boolean known = users.hashOf(gateway).isPresent();
      SecretFile.write(passwords(), users.without(gateway).text());
      SecretFile.write(access(), AccessList.read(access()).without(gateway).text());
      return revokeIssued(gateway) || known;
    }
  }

  private boolean revokeIssued(String gateway) throws IOException {
    Path issued = issued(gateway);
    Set<BigInteger> serials = revokedSerials();
    boolean had = Files.exists(issued);
    if (had) {
      serials.add(read(issued).getSerialNumber());
    }
    if (had || !Files.exists(revoked())) {
      SecretFile.write(revoked(), authority.revocations(serials, clock.instant()));
      Files.deleteIfExists(issued);
    }
    return had;
  }

  /** Of the certificates that count no more. */
  Set<BigInteger> revokedSerials() throws IOException {
    Set<BigInteger> serials = new TreeSet<>();
    if (!Files.exists(revoked())) {
      return serials;
    }
    try (InputStream in = Files.newInputStream(revoked())) {
      X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
      if (list.getRevokedCertificates() != null) {
        for (X509CRLEntry entry : list.getRevokedCertificates()) {
          serials.add(entry.getSerialNumber());
        }
      }
      return serials;
    } catch (GeneralSecurityException e) {
      throw new IOException(revoked() + " can't be read. Put it back from a back-up.", e);
    }
  }

  private Path issued(String gateway) {
    return folder.resolve("issued").resolve(gateway + ".pem");
  }

  private static X509Certificate read(Path file) throws IOException {
    try {
      return (X509Certificate) PemFiles.certificates(file).get(0);
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is no PEM certificate", e);
    }
  }

  /** One command after the other through all that it does; ends with the channel. */
  FileChannel commanded() throws IOException {
    return held(folder, "command.lock");
  }

  private FileChannel held() throws IOException {
    return held(folder, "lock");
  }

  private static FileChannel held(Path folder, String name) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      var unused = channel.lock();
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
