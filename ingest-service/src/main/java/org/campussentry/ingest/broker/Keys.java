package org.campussentry.ingest.broker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a lock opens to now: users with their hashes, where each may speak, and certificates that
 * count no more.
 */
record Keys(
    Passwords passwords, AccessList access, Collection<? extends CRL> revoked, List<Object> seen) {

  static Keys read(Door.Lock lock) throws IOException, GeneralSecurityException {
    List<Object> seen = seen(lock);
    return new Keys(
        Passwords.read(lock.passwords()),
        AccessList.read(lock.access()),
        revoked(lock.revoked()),
        seen);
  }

  /** What changes when one of the files does. */
  static List<Object> seen(Door.Lock lock) throws IOException {
    return List.of(seen(lock.passwords()), seen(lock.access()), seen(lock.revoked()));
  }

  private static List<Object> seen(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    var now = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
  }

  private static Collection<? extends CRL> revoked(Path file)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCRLs(in);
    }
  }

  boolean isRevoked(X509Certificate certificate) {
    return revoked.stream().anyMatch(list -> list.isRevoked(certificate));
  }

  /** Whether it is the password of the service, for this run, or of a user of the file. */
  boolean admit(Door.Lock lock, String user, String password) {
    if (user.equals(AccessList.SERVICE)) {
      return MessageDigest.isEqual(
          lock.servicePassword().getBytes(StandardCharsets.UTF_8),
          password.getBytes(StandardCharsets.UTF_8));
    }
    return passwords.admit(user, password);
  }

  /**
   * Whether nothing may lie there for a gateway: it has no credentials, or stands at another site.
   * One whose site is not known yet is to be provisioned again, and keeps what it has.
   */
  boolean isGone(String site, String gateway) {
    return hashOf(gateway).isEmpty()
        || access.siteOf(gateway).filter(own -> !own.equals(site)).isPresent();
  }

  Optional<String> hashOf(String user) {
    return passwords.hashOf(user);
  }
}
