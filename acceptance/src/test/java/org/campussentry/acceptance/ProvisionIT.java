package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several commands make credentials at once. */
@ExtendWith(Scenarios.class)
class ProvisionIT {
  private static final List<String> GATEWAYS = List.of("gw-a", "gw-b", "gw-c", "gw-d");

  @TempDir Path folder;
  private Path campus;
  private Ingest ingest;

  @BeforeEach
  void describe() throws IOException {
    campus =
        Files.writeString(
            folder.resolve("campus.yaml"),
            """
            sites: {main: {name: 主校区, areas: {lab/bench: {name: 实训台}}}}
            gateways: {gw-a: {site: main}, gw-b: {site: main}, gw-c: {site: main}, gw-d: {site: main}}
            """);
    String broker =
        "url: embedded, port: %d, tls: true, gateways-url: 'mqtts://localhost:8883'"
            .formatted(Ports.free());
    ingest = Ingest.at(folder.resolve("ingest"), broker, campus, Map.of());
  }

  private static Certificate certificate(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void several_at_once_lose_no_user_and_make_one_authority() throws Exception {
    Path mosquitto = Files.createDirectories(folder.resolve("mosquitto"));
    List<Program> running =
        GATEWAYS.stream()
            .map(g -> ingest.begin("provision", "main", g, "--mosquitto", mosquitto.toString()))
            .toList();
    for (Program program : running) {
      Program.Result result = program.result();
      assertThat(result.exitCode()).as(result.output()).isZero();
    }
    Path wire = ingest.wire();
    assertThat(users(wire.resolve("passwords"))).containsExactlyInAnyOrderElementsOf(GATEWAYS);
    assertThat(users(mosquitto.resolve("passwords")))
        .containsExactlyInAnyOrder("ingest", "gw-a", "gw-b", "gw-c", "gw-d");
    Certificate authority = certificate(wire.resolve("ca.pem"));
    assertThat(mosquitto.resolve("ca.pem")).hasSameTextualContentAs(wire.resolve("ca.pem"));
    for (String gateway : GATEWAYS) {
      Path given = wire.resolve("gateways").resolve(gateway);
      assertThat(given.resolve("ca.pem")).hasSameTextualContentAs(wire.resolve("ca.pem"));
      certificate(given.resolve("certificate.pem")).verify(authority.getPublicKey());
    }
    certificate(wire.resolve("broker.pem")).verify(authority.getPublicKey());
  }

  private static List<String> users(Path passwords) throws IOException {
    return Files.readAllLines(passwords).stream()
        .map(line -> line.substring(0, line.indexOf(':')))
        .toList();
  }
}
