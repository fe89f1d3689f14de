package org.campussentry.ingest.notice;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * E-mail by SMTP: {@code smtps} is TLS from the first byte, {@code smtp} becomes TLS by STARTTLS
 * before anything is said. {@code to} is a mailbox. Messages about one alert refer to each other,
 * so that mail programs show them together.
 */
public final class EmailChannel implements Channel {
  private static final int TIMEOUT_MS = 10_000;

  /** Files take their time on a slow line, and are looked through for viruses. */
  private static final int FILES_TIMEOUT_MS = 60_000;

  private static final Template PAGE = template();

  /**
   * The server, and what it wants to know.
   *
   * @param tls false sends all, and the password too, for everybody to read
   * @param ca whose certificates count, instead of those that Java knows
   * @param everybody the mailbox for what is for nobody in particular; empty for none
   */
  public record Account(
      URI server,
      String from,
      Optional<String> username,
      Optional<String> password,
      boolean tls,
      Optional<Path> ca,
      String everybody) {
    @Override
    public String toString() {
      return Post.host(server);
    }
  }

  private final Account account;
  private final Vertx vertx;
  private final MailConfig config;

  public EmailChannel(Account account) {
    this.account = account;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1));
    this.config = config(account);
  }

  private static MailConfig config(Account account) {
    boolean implicit = account.server().getScheme().equals("smtps");
    int port = account.server().getPort();
    MailConfig config =
        new MailConfig()
            .setHostname(account.server().getHost())
            .setPort(port > 0 ? port : implicit ? 465 : 587)
            .setSsl(implicit)
            .setStarttls(
                implicit || !account.tls() ? StartTLSOptions.DISABLED : StartTLSOptions.REQUIRED)
            .setLogin(account.username().isPresent() ? LoginOption.REQUIRED : LoginOption.NONE)
            .setConnectTimeout(TIMEOUT_MS)
            .setKeepAlive(false)
            .setIdleTimeout(TIMEOUT_MS / 1000)
            .setHostnameVerificationAlgorithm("HTTPS");
    account.username().ifPresent(config::setUsername);
    account.password().ifPresent(config::setPassword);
    account
        .ca()
        .ifPresent(ca -> config.setTrustOptions(new PemTrustOptions().addCertPath(ca.toString())));
    return config;
  }

  @Override
  public String type() {
    return "email";
  }

  @Override
  public Readers readers() {
    return Readers.PERSON;
  }

  @Override
  public boolean reachesEverybody() {
    return !account.everybody().isEmpty();
  }

  @Override
  public Outcome send(Message message) {
    String to = message.to().isEmpty() ? account.everybody() : message.to();
    // One for each: what hangs in a shared one would hold up all later mails, and be sent with
    // them.
    int patience = message.enclosures().isEmpty() ? TIMEOUT_MS : FILES_TIMEOUT_MS;
    MailConfig patient = new MailConfig(config).setIdleTimeout(patience / 1000);
    MailClient client = MailClient.create(vertx, patient);
    try {
      client
          .sendMail(mail(message, to))
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience, TimeUnit.MILLISECONDS);
      return new Taken();
    } catch (TimeoutException e) {
      return new NotTaken(account + " did not answer within " + patience / 1000 + " s", true);
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new NotTaken("stopped while sending", true);
    } finally {
      client.close();
    }
  }

  /** A mailbox that the server does not know won't become known by asking again. */
  private Outcome failed(Throwable why) {
    boolean refused =
        why instanceof SMTPException smtp
            && smtp.getReplyCode() >= 550
            && smtp.getReplyCode() <= 553;
    return new NotTaken(account + ": " + why.getMessage(), !refused);
  }

  private MailMessage mail(Message message, String to) {
    String host = account.from().replaceAll("^.*@|>$", "");
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Message-ID", "<" + message.id() + "@" + host + ">")
            .add("References", "<" + message.about() + "@" + host + ">")
            .add("Auto-Submitted", "auto-generated");
    Notice notice = message.notice();
    MailMessage mail = new MailMessage();
    if (!message.enclosures().isEmpty()) {
      mail.setAttachment(message.enclosures().stream().map(EmailChannel::attached).toList());
    }
    return mail.setFrom(account.from())
        .setTo(to)
        .setSubject(notice.title())
        .setHeaders(headers)
        .setText(notice.plain())
        .setHtml(PAGE.execute(Map.of("notice", notice, "tone", notice.tone().name())));
  }

  private static MailAttachment attached(Enclosure file) {
    return MailAttachment.create()
        .setName(file.name())
        .setContentType(file.type())
        .setDisposition("attachment")
        .setData(Buffer.buffer(file.content()));
  }

  private static Template template() {
    try (var in = EmailChannel.class.getResourceAsStream("/messages/mail.html");
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return Mustache.compiler().emptyStringIsFalse(true).compile(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
