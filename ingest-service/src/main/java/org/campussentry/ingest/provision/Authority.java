package org.campussentry.ingest.provision;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.campussentry.ingest.broker.PemFiles;

/**
 * The campus' own certificate authority: {@code ca.pem} and {@code ca.key} in a folder, made when
 * first needed. It signs for the broker and for gateways, with ECDSA on P-256, which OpenSSL and
 * each Java know. Immutable.
 *
 * <p>Certificates are valid from 1970 on: a gateway without a clock battery boots in that year, and
 * would refuse the broker's certificate as one of the future.
 */
final class Authority {
  private static final Duration OWN = Duration.ofDays(20 * 365);
  private static final Duration ISSUED = Duration.ofDays(10 * 365);
  private static final Instant NOT_BEFORE = Instant.EPOCH;
  private static final int SERIAL_BITS = 120;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final X509Certificate certificate;
  private final PrivateKey key;

  /** A certificate and its key, both as PEM. */
  record Issued(String certificate, String key) {}

  private Authority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Reads the authority of a folder, or makes one.
   *
   * @throws IOException when it is there and can't be used; the message names the file
   */
  static Authority in(Path folder, Instant now) throws IOException {
    Path certificate = folder.resolve("ca.pem");
    Path key = folder.resolve("ca.key");
    try {
      if (!Files.exists(certificate)) {
        make(certificate, key, now);
      }
      return new Authority(
          (X509Certificate) PemFiles.certificates(certificate).get(0), PemFiles.key(key));
    } catch (GeneralSecurityException
        | OperatorCreationException
        | IndexOutOfBoundsException
        | IOException e) {
      throw new IOException(
          "the campus' authority in %s can't be used (%s). Put ca.pem and ca.key back from a back-up"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static void make(Path certificate, Path key, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    if (Files.exists(key)) {
      throw new IOException(
          "ca.pem is missing; if nothing was ever provisioned from here, remove ca.key too");
    }
    KeyPair pair = pair();
    X500Principal name =
        new X500Principal("CN=Campus Sentry " + serial().toString(36).substring(0, 6));
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            serial(),
            Date.from(NOT_BEFORE),
            Date.from(now.plus(OWN)),
            name,
            pair.getPublic());
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    String pem = pem(sign(builder, pair.getPrivate()));
    SecretFile.make(key, pem(pair.getPrivate()));
    SecretFile.make(certificate, pem);
  }

  /** For the broker; {@code names} are host names and addresses under which it is reached. */
  Issued forBroker(Collection<String> names, Instant now) throws IOException {
    GeneralName[] all =
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
            .toArray(GeneralName[]::new);
    return issue("Campus Sentry broker", KeyPurposeId.id_kp_serverAuth, List.of(all), now);
  }

  /** For a gateway, or for the service; its name is {@code user}. */
  Issued forUser(String user, Instant now) throws IOException {
    return issue(user, KeyPurposeId.id_kp_clientAuth, List.of(), now);
  }

  private static boolean isAddress(String name) {
    return name.contains(":") || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private Issued issue(String name, KeyPurposeId purpose, List<GeneralName> names, Instant now)
      throws IOException {
    try {
      KeyPair pair = pair();
      Instant end = now.plus(ISSUED);
      Instant last = certificate.getNotAfter().toInstant();
      var builder =
          new JcaX509v3CertificateBuilder(
              certificate,
              serial(),
              Date.from(NOT_BEFORE),
              Date.from(end.isBefore(last) ? end : last),
              new X500Principal("CN=" + name),
              pair.getPublic());
      var extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(certificate));
      if (!names.isEmpty()) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(names.toArray(new GeneralName[0])));
      }
      return new Issued(pem(sign(builder, key)), pem(pair.getPrivate()));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IOException("no certificate can be made: " + e.getMessage(), e);
    }
  }

  /** A list, as PEM, of certificates that count no more. */
  String revocations(Collection<BigInteger> serials, Instant now) throws IOException {
    try {
      var list =
          new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(NOT_BEFORE));
      list.setNextUpdate(certificate.getNotAfter());
      serials.forEach(serial -> list.addCRLEntry(serial, Date.from(now), CRLReason.unspecified));
      byte[] bytes = list.build(signer(key)).getEncoded();
      return pem("X509 CRL", bytes);
    } catch (OperatorCreationException e) {
      throw new IOException("no list can be signed: " + e.getMessage(), e);
    }
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer(key)));
  }

  private static org.bouncycastle.operator.ContentSigner signer(PrivateKey key)
      throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
  }

  private static KeyPair pair() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
    return generator.generateKeyPair();
  }

  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS);
  }

  String pem() throws IOException {
    try {
      return pem(certificate);
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }

  private static String pem(X509Certificate certificate) throws CertificateEncodingException {
    return pem("CERTIFICATE", certificate.getEncoded());
  }

  private static String pem(PrivateKey key) {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  private static String pem(String what, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes), what);
  }
}
