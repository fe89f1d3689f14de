package org.campussentry.ingest;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.campussentry.ingest.notice.Channel;
import org.campussentry.ingest.notice.ConsoleChannel;
import org.campussentry.ingest.notice.DingTalkChannel;
import org.campussentry.ingest.notice.EmailChannel;
import org.campussentry.ingest.notice.FeishuChannel;
import org.campussentry.ingest.notice.SmsChannel;
import org.campussentry.ingest.notice.Template;
import org.campussentry.ingest.notice.WeComChannel;
import org.campussentry.ingest.notice.WebhookChannel;

/** {@code channels:} of the campus file. Files named there start at its folder. */
final class ChannelsFile {
  private static final String JSON = "application/json";

  /** One channel as the file spells it; which keys count depends on {@code type}. */
  record Keys(
      String type,
      String url,
      String urlFile,
      String secret,
      String secretFile,
      Map<String, String> headers,
      String body,
      Success success,
      String from,
      String to,
      String username,
      String password,
      String passwordFile,
      Boolean tls,
      String ca) {

    /** What a gateway for short messages answers when it took one. */
    record Success(String at, String equals) {}

    @Override
    public String toString() {
      return "channel of type " + type;
    }

    /** Those that are written, as the file spells them. */
    private Set<String> written() {
      Map<String, Object> all = new TreeMap<>();
      for (var component : Keys.class.getRecordComponents()) {
        try {
          Object value = component.getAccessor().invoke(this);
          if (value != null) {
            all.put(
                component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT), value);
          }
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
      return all.keySet();
    }
  }

  /**
   * A channel that was found good and is not open yet.
   *
   * @param reachesEverybody it tells somebody also when it is told no person
   */
  record Planned(boolean reachesEverybody, Function<InstantSource, Channel> opening) {
    private Planned(Function<InstantSource, Channel> opening) {
      this(true, opening);
    }

    Channel open(InstantSource clock) {
      return opening.apply(clock);
    }
  }

  private static final Map<String, Set<String>> KEYS =
      Map.of(
          "console", Set.of(),
          "webhook", Set.of("url", "url-file", "secret", "secret-file", "headers", "body"),
          "wecom", Set.of("url", "url-file"),
          "dingtalk", Set.of("url", "url-file", "secret", "secret-file"),
          "feishu", Set.of("url", "url-file", "secret", "secret-file"),
          "sms", Set.of("url", "url-file", "headers", "body", "success", "to"),
          "email",
              Set.of("url", "from", "to", "username", "password", "password-file", "tls", "ca"));

  private final Path folder;
  private final String place;
  private final Keys keys;

  private ChannelsFile(Path file, String name, Keys keys) throws ConfigException {
    this.folder = file.toAbsolutePath().getParent();
    this.place = YamlFile.at(file, "/channels/" + name) + "channel '" + name + "': ";
    this.keys = keys;
  }

  /** The channels; the console when the file names none. */
  static Map<String, Planned> plan(Path file, Map<String, Keys> channels) throws ConfigException {
    Map<String, Planned> planned = new LinkedHashMap<>();
    for (var entry : (channels == null ? Map.<String, Keys>of() : channels).entrySet()) {
      ChannelsFile one = new ChannelsFile(file, entry.getKey(), entry.getValue());
      planned.put(entry.getKey(), one.channel());
    }
    if (planned.isEmpty()) {
      planned.put("console", new Planned(clock -> new ConsoleChannel()));
    }
    return planned;
  }

  private Planned channel() throws ConfigException {
    String type = keys == null ? "" : String.valueOf(keys.type());
    if (!KEYS.containsKey(type)) {
      throw bad(
          "`type` is one of "
              + String.join(", ", new TreeMap<>(KEYS).keySet())
              + ", not '"
              + type
              + "'");
    }
    for (String key : keys.written()) {
      if (!key.equals("type") && !KEYS.get(type).contains(key)) {
        throw bad("`" + key + "` means nothing for " + type);
      }
    }
    return switch (type) {
      case "webhook" -> webhook();
      case "wecom" -> wecom();
      case "dingtalk" -> dingtalk();
      case "feishu" -> feishu();
      case "sms" -> sms();
      case "email" -> email();
      default -> new Planned(clock -> new ConsoleChannel());
    };
  }

  private Planned webhook() throws ConfigException {
    URI url = url();
    Optional<String> secret = secret("secret", keys.secret(), keys.secretFile());
    Optional<Template> template = keys.body() == null ? Optional.empty() : Optional.of(template());
    Map<String, String> headers = headers();
    return new Planned(clock -> new WebhookChannel(url, headers, template, secret, clock));
  }

  private Planned wecom() throws ConfigException {
    URI url = url();
    return new Planned(clock -> new WeComChannel(url));
  }

  private Planned dingtalk() throws ConfigException {
    URI url = url();
    Optional<String> secret = secret("secret", keys.secret(), keys.secretFile());
    return new Planned(clock -> new DingTalkChannel(url, secret, clock));
  }

  private Planned feishu() throws ConfigException {
    URI url = url();
    Optional<String> secret = secret("secret", keys.secret(), keys.secretFile());
    return new Planned(clock -> new FeishuChannel(url, secret, clock));
  }

  private Planned sms() throws ConfigException {
    URI url = url();
    if (keys.body() == null) {
      throw bad(
          "`body` is missing: a template such as {\"mobile\": \"{{to}}\", \"text\": \"{{brief}}\"}");
    }
    Template template = template();
    Map<String, String> headers = headers();
    Optional<SmsChannel.Success> success = success();
    String everybody = keys.to() == null ? "" : keys.to();
    return new Planned(
        !everybody.isEmpty(), clock -> new SmsChannel(url, headers, template, success, everybody));
  }

  private Optional<SmsChannel.Success> success() throws ConfigException {
    if (keys.success() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SmsChannel.Success(
              JsonPointer.compile(String.valueOf(keys.success().at())),
              String.valueOf(keys.success().equals())));
    } catch (IllegalArgumentException e) {
      throw bad(
          "`success` is {at: /code, equals: \"0\"}, with a JSON pointer, not '"
              + keys.success().at()
              + "'");
    }
  }

  private Planned email() throws ConfigException {
    URI server =
        uri(
            "url",
            keys.url(),
            "smtps?://[^/@\\s]+",
            "smtps://mail.example.cn or smtp://mail.example.cn:587");
    if (keys.from() == null || !keys.from().contains("@")) {
      throw bad("`from` is missing or no mailbox");
    }
    EmailChannel.Account account =
        new EmailChannel.Account(
            server,
            keys.from(),
            Optional.ofNullable(keys.username()),
            secret("password", keys.password(), keys.passwordFile()),
            keys.tls() == null || keys.tls(),
            ca(),
            keys.to() == null ? "" : keys.to());
    if (account.username().isPresent() != account.password().isPresent()) {
      throw bad("`username` and a password come together, or neither");
    }
    boolean implicit = server.getScheme().equals("smtps");
    if (!account.tls() && (implicit || account.ca().isPresent())) {
      throw bad("`tls: false` goes neither with smtps:// nor with `ca`");
    }
    return new Planned(!account.everybody().isEmpty(), clock -> new EmailChannel(account));
  }

  private Optional<Path> ca() throws ConfigException {
    if (keys.ca() == null) {
      return Optional.empty();
    }
    Path file = folder.resolve(keys.ca());
    if (!Files.isReadable(file)) {
      throw bad("`ca` " + file + " can't be read");
    }
    return Optional.of(file);
  }

  private Template template() throws ConfigException {
    try {
      return new Template(keys.body(), headers().get("Content-Type"));
    } catch (IllegalArgumentException e) {
      throw bad("`body`: " + e.getMessage());
    }
  }

  private Map<String, String> headers() throws ConfigException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", JSON);
    headers.putAll(keys.headers() == null ? Map.of() : keys.headers());
    try {
      HttpRequest.Builder tried = HttpRequest.newBuilder();
      headers.forEach(tried::header);
    } catch (IllegalArgumentException e) {
      throw bad("`headers`: a name or value is not one that can be sent");
    }
    return headers;
  }

  /** From the file itself, or from one beside it: such addresses hold secrets. */
  private URI url() throws ConfigException {
    String url = secret("url", keys.url(), keys.urlFile()).orElse(null);
    return uri("url", url, "https?://\\S+", "http(s)://…");
  }

  private URI uri(String key, String text, String pattern, String like) throws ConfigException {
    try {
      if (text != null && text.matches(pattern) && new URI(text).getHost() != null) {
        return new URI(text);
      }
    } catch (URISyntaxException e) {
      // Said below: its text, and so a secret, must not be.
    }
    throw bad("`" + key + "` is missing or not " + like);
  }

  private Optional<String> secret(String key, String value, String file) throws ConfigException {
    if (file == null) {
      return filled(key, value);
    }
    if (value != null) {
      throw bad("give one of `" + key + "` and `" + key + "-file`");
    }
    try {
      return filled(key, Files.readString(folder.resolve(file)).strip());
    } catch (IOException e) {
      throw bad("`" + key + "-file` " + folder.resolve(file) + " can't be read");
    }
  }

  private Optional<String> filled(String key, String value) throws ConfigException {
    if (value != null && value.isBlank()) {
      throw bad("`" + key + "` is empty");
    }
    return Optional.ofNullable(value);
  }

  private ConfigException bad(String what) {
    return new ConfigException(place + what);
  }
}
