package org.campussentry.ingest.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.campussentry.ingest.broker.Passwords;
import org.campussentry.ingest.broker.PemFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireFolderTest {
  private static final String URL = "mqtts://sentry.example:8883";

  @TempDir private Path home;
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private WireFolder wire;
  private Provisioning provisioning;

  @BeforeEach
  void open() throws IOException {
    wire = WireFolder.in(home, () -> now);
    provisioning = new Provisioning(wire, Optional.empty());
  }

  private Provisioning.Outcome make(Optional<Path> out) throws IOException {
    return provisioning.make("main", "gw-a", URL, List.of("localhost"), SigningKey.in(home), out);
  }

  private static X509Certificate certificate(Path file) throws Exception {
    return (X509Certificate) PemFiles.certificates(file).get(0);
  }

  @Test
  void a_gateway_that_boots_in_1970_finds_all_certificates_valid_and_they_end_in_ten_years()
      throws Exception {
    var made = (Provisioning.Made) make(Optional.empty());
    for (Path file :
        List.of(wire.broker().certificate(), made.folder().resolve("certificate.pem"))) {
      X509Certificate certificate = certificate(file);
      certificate.verify(certificate(wire.ca()).getPublicKey());
      certificate.checkValidity(Date.from(Instant.EPOCH));
      certificate.checkValidity(Date.from(now.plus(Duration.ofDays(3649))));
      assertThat(certificate.getNotAfter().toInstant()).isBefore(now.plus(Duration.ofDays(3651)));
    }
    certificate(wire.ca()).checkValidity(Date.from(Instant.EPOCH));
  }

  @Test
  void a_gateways_certificate_is_no_brokers() throws Exception {
    var made = (Provisioning.Made) make(Optional.empty());
    X509Certificate gateway = certificate(made.folder().resolve("certificate.pem"));
    assertThat(gateway.getSubjectX500Principal()).hasToString("CN=gw-a");
    assertThat(gateway.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate(wire.broker().certificate()).getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(gateway.getBasicConstraints()).as("it can't sign others").isEqualTo(-1);
  }

  @Test
  void the_campus_keeps_only_a_hash_and_nobody_else_may_read_the_files() throws Exception {
    var made = (Provisioning.Made) make(Optional.empty());
    String password = Files.readString(made.folder().resolve("password")).strip();
    assertThat(Passwords.read(wire.passwords()).admit("gw-a", password)).isTrue();
    assertThat(wire.passwords()).content().doesNotContain(password);
    try (var files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile).filter(f -> !f.toString().endsWith("lock")))
          .hasSizeGreaterThan(10)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as("%s", file)
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void a_second_time_renews_and_leaves_the_configuration_as_somebody_filled_it_in()
      throws Exception {
    var first = (Provisioning.Made) make(Optional.empty());
    assertThat(first.renewed()).isFalse();
    assertThat(first.brokerRenewed()).isTrue();
    X509Certificate old = certificate(first.folder().resolve("certificate.pem"));
    String password = Files.readString(first.folder().resolve("password")).strip();
    Path config = first.folder().resolve("edge-agent.yaml");
    Files.writeString(config, Files.readString(config) + "# mine\n");

    var second = (Provisioning.Made) make(Optional.empty());
    assertThat(second.renewed()).isTrue();
    assertThat(second.brokerRenewed()).isFalse();
    assertThat(config).content().endsWith("# mine\n");
    assertThat(Passwords.read(wire.passwords()).admit("gw-a", password)).isFalse();
    assertThat(wire.revokedSerials()).containsExactly(old.getSerialNumber());
  }

  @Test
  void what_was_withdrawn_counts_no_more_and_its_folder_is_gone() throws Exception {
    var made = (Provisioning.Made) make(Optional.empty());
    X509Certificate old = certificate(made.folder().resolve("certificate.pem"));
    assertThat(provisioning.withdraw("gw-a", Optional.empty()))
        .isEqualTo(new Provisioning.Withdrawn());
    assertThat(wire.passwords()).content().isEmpty();
    assertThat(wire.revokedSerials()).containsExactly(old.getSerialNumber());
    assertThat(made.folder()).doesNotExist();
    assertThat(provisioning.withdraw("gw-a", Optional.empty()))
        .isEqualTo(new Provisioning.Unknown());
    assertThat(((Provisioning.Made) make(Optional.empty())).renewed()).isFalse();
    assertThat(wire.revokedSerials()).as("for ever").containsExactly(old.getSerialNumber());
  }

  @Test
  void a_bundle_is_the_only_copy_and_keeps_what_somebody_filled_in() throws Exception {
    SigningKey key = SigningKey.in(home);
    var first = provisioning.pack("main", "gw-a", URL, List.of("localhost"), key);
    Map<String, String> files = unpacked(Bundle.of(first, now));
    assertThat(files)
        .containsOnlyKeys(
            "password", "key.pem", "certificate.pem", "ca.pem", "campus.pub", "edge-agent.yaml");
    assertThat(files.get("edge-agent.yaml")).contains("gateway: gw-a", "url: " + URL);
    String password = files.get("password").strip();
    assertThat(Passwords.read(wire.passwords()).admit("gw-a", password)).isTrue();
    assertThat(home.resolve("wire/gateways")).doesNotExist();
    assertThat(first).asString().doesNotContain(password);
    assertThat(provisioning.knows("gw-a")).isTrue();

    var second = provisioning.pack("main", "gw-a", URL, List.of("localhost"), key);
    assertThat(second.renewed()).isTrue();
    assertThat(unpacked(Bundle.of(second, now)))
        .containsKey("edge-agent.new.yaml")
        .doesNotContainKey("edge-agent.yaml");
    assertThat(Passwords.read(wire.passwords()).admit("gw-a", password)).isFalse();
  }

  /** As tar would, which keeps the modes. */
  private static Map<String, String> unpacked(byte[] bundle) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (var tar =
        new TarArchiveInputStream(
            new GzipCompressorInputStream(new ByteArrayInputStream(bundle)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(0600);
        files.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void a_folder_with_something_else_in_it_is_left_alone() throws Exception {
    Path other = Files.createDirectories(home.resolve("other"));
    Path theirs = Files.writeString(other.resolve("edge-agent.yaml"), "gateway: gw-b\n");
    assertThat(make(Optional.of(other)))
        .isEqualTo(
            new Provisioning.Hindered(
                other
                    + " holds something else. Name another folder with --out, or empty this one"));
    assertThat(theirs).content().isEqualTo("gateway: gw-b\n");
    assertThat(Passwords.read(wire.passwords()).hashOf("gw-a")).as("nothing is changed").isEmpty();
    provisioning.withdraw("gw-a", Optional.of(other));
    assertThat(theirs).exists();
  }

  @Test
  void the_brokers_certificate_keeps_its_names_and_is_renewed_in_its_last_year() throws Exception {
    assertThat(wire.renewBroker(List.of("localhost"))).isTrue();
    assertThat(wire.renewBroker(List.of("localhost"))).isFalse();
    assertThat(wire.renewBroker(List.of("10.0.0.5"))).as("another name").isTrue();
    assertThat(wire.renewBroker(List.of("localhost"))).as("that it had").isFalse();
    now = now.plus(Duration.ofDays(9 * 365 - 1));
    assertThat(wire.renewBroker(List.of("localhost"))).isFalse();
    now = now.plus(Duration.ofDays(2));
    assertThat(wire.renewBroker(List.of("localhost"))).isTrue();
    assertThat(certificate(wire.broker().certificate()).getSubjectAlternativeNames()).hasSize(2);
  }

  @Test
  void an_authority_that_lost_a_half_is_told_with_the_remedy_and_not_made_anew() throws Exception {
    Files.delete(wire.ca());
    assertThatThrownBy(() -> WireFolder.in(home, () -> now))
        .hasMessageContaining(home.resolve("wire").toString())
        .hasMessageContaining("ca.pem is missing")
        .hasMessageContaining("back-up");
    assertThat(wire.ca()).doesNotExist();
  }

  @Test
  void the_authority_stays_the_same() throws Exception {
    String pem = Files.readString(wire.ca());
    WireFolder.in(home, () -> now);
    assertThat(wire.ca()).content().isEqualTo(pem);
  }
}
