package org.campussentry.ingest.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mail to a real SMTP server. */
class EmailChannelTest {
  @TempDir private Path folder;
  private GreenMail server;

  private void serve(ServerSetup setup) {
    server = new GreenMail(setup.dynamicPort());
    server.setUser("sentry@mail.example", "sentry", "geheim");
    server.start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  private EmailChannel channel(String scheme, int port, boolean tls, String password, Path ca) {
    return new EmailChannel(
        new EmailChannel.Account(
            URI.create(scheme + "://localhost:" + port),
            "sentry@mail.example",
            Optional.of("sentry"),
            Optional.of(password),
            tls,
            Optional.ofNullable(ca),
            ""));
  }

  private static Message message(String to) {
    return MessageWriter.message(
        "a1",
        to,
        """
        {"delivery":"d1","severity":"critical","state":"active","place":"主校区 · <冷库>","value":9.6,"limit":8,
         "unit":"Cel","since":"2026-11-25T02:00:00.000+08:00","title":"冷库过热","do":"关门","language":"zh",
         "acknowledge":"http://x/a/token"}
        """);
  }

  /** GreenMail's own certificate, as a campus would give that of its authority. */
  private Path certificate() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = GreenMail.class.getResourceAsStream("/greenmail.p12")) {
      store.load(in, "changeit".toCharArray());
    }
    byte[] certificate = store.getCertificate(store.aliases().nextElement()).getEncoded();
    return Files.writeString(
        folder.resolve("ca.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
  }

  @Test
  void a_mail_goes_by_tls_after_logging_in_and_names_its_alert() throws Exception {
    serve(ServerSetupTest.SMTPS);
    try (EmailChannel channel =
        channel("smtps", server.getSmtps().getPort(), true, "geheim", certificate())) {
      assertThat(channel.send(message("officer@mail.example"))).isEqualTo(new Channel.Taken());
    }
    MimeMessage mail = server.getReceivedMessages()[0];
    assertThat(mail.getSubject()).isEqualTo("【严重】冷库过热 · 主校区 · <冷库>");
    assertThat(mail.getMessageID()).isEqualTo("<d1@mail.example>");
    assertThat(mail.getHeader("References")).containsExactly("<a1@mail.example>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getContentType()).startsWith("multipart/alternative");
    var parts = (jakarta.mail.Multipart) mail.getContent();
    assertThat((String) parts.getBodyPart(0).getContent())
        .contains("数值: 9.6 ℃", "限值: 8 ℃", "处置: 关门", "查看并确认: http://x/a/token");
    assertThat((String) parts.getBodyPart(1).getContent())
        .contains("href=\"http://x/a/token\"", "&lt;冷库&gt;")
        .doesNotContain("<冷库>");
    assertThat(GreenMailUtil.getWholeMessage(mail)).doesNotContain("geheim");
  }

  @Test
  void a_server_without_starttls_gets_neither_mail_nor_password() {
    serve(ServerSetupTest.SMTP);
    int port = server.getSmtp().getPort();
    try (EmailChannel channel = channel("smtp", port, true, "geheim", null)) {
      Channel.NotTaken not = (Channel.NotTaken) channel.send(message("officer@mail.example"));
      assertThat(not.why())
          .startsWith("smtp://localhost:" + port + ": ")
          .containsIgnoringCase("STARTTLS")
          .doesNotContain("geheim");
    }
    assertThat(server.getReceivedMessages()).isEmpty();
    try (EmailChannel channel = channel("smtp", port, false, "geheim", null)) {
      assertThat(channel.send(message("officer@mail.example"))).isEqualTo(new Channel.Taken());
    }
  }

  @Test
  void a_wrong_password_and_a_strange_certificate_are_said() throws Exception {
    serve(ServerSetupTest.SMTPS);
    int port = server.getSmtps().getPort();
    try (EmailChannel stranger = channel("smtps", port, true, "geheim", null)) {
      assertThat(((Channel.NotTaken) stranger.send(message("o@mail.example"))).why())
          .contains("smtps://localhost:" + port);
    }
    try (EmailChannel wrong = channel("smtps", port, true, "falsch", certificate())) {
      Channel.NotTaken not = (Channel.NotTaken) wrong.send(message("o@mail.example"));
      assertThat(not.retry()).isTrue();
      assertThat(not.why()).containsIgnoringCase("auth").doesNotContain("falsch");
    }
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_server_that_says_nothing_holds_up_no_later_mail_and_gets_none_of_it() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      try (EmailChannel channel = channel("smtp", port, false, "geheim", null)) {
        Channel.NotTaken not = (Channel.NotTaken) channel.send(message("o@mail.example"));
        assertThat(not.why()).startsWith("smtp://localhost:" + port);
        silent.close();
        server = new GreenMail(new ServerSetup(port, null, "smtp"));
        server.setUser("sentry@mail.example", "sentry", "geheim");
        server.start();
        assertThat(channel.send(message("o@mail.example"))).isEqualTo(new Channel.Taken());
      }
      assertThat(server.getReceivedMessages()).hasSize(1);
    }
  }
}
