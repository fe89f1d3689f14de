package org.campussentry.ingest.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.campussentry.ingest.ServiceInProcess;
import org.campussentry.ingest.contract.Running;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, for how long, and what keeps others out; by a clock that the test moves. */
class LoginIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "correct-horse-7";
  private static final String OWN = "nine-quiet-geese";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private final MovedClock clock =
      new MovedClock(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);
  private int port;
  private AutoCloseable service;
  private String admin;

  record Reply(int status, JsonNode body, HttpResponse<String> whole) {
    String text(String key) {
      return body.path(key).asText();
    }
  }

  @BeforeEach
  void start() throws IOException {
    port = Running.freePort();
    Files.writeString(
        folder.resolve("campus.yaml"),
        "sites: {main: {name: 主校区}}\ngateways: {gw: {site: main}}\n");
    Path config =
        Files.writeString(
            folder.resolve("ingest-service.yaml"),
            """
            home: home
            broker: {url: "mqtt://127.0.0.1:%d"}
            web: {port: %d, public-url: "https://sentry.example.edu"}
            """
                .formatted(Running.freePort(), port));
    service = ServiceInProcess.start(config, Map.of("SENTRY_ADMIN_PASSWORD", PASSWORD), clock);
    admin = login("admin", PASSWORD).text("token");
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
  }

  private void pass(Duration time) {
    clock.moveTo(clock.instant().plus(time));
  }

  private Reply send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      String said = answer.body();
      return new Reply(
          answer.statusCode(), JSON.readTree(said.startsWith("{") ? said : "{}"), answer);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply login(String user, String password) {
    return send(
        "POST", "session", "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password));
  }

  private Reply as(String token, String method, String path, String body) {
    return send(method, path, body, "Authorization", "Bearer " + token);
  }

  private Reply choose(String token, String current, String next) {
    return as(
        token,
        "PUT",
        "session/password",
        "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, next));
  }

  /** One who has chosen a password; returns a session's token. */
  private String person(String name, String role) {
    Reply made =
        as(
            admin,
            "POST",
            "accounts",
            "{\"name\":\"%s\",\"fullName\":\"\",\"role\":\"%s\"}".formatted(name, role));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(200);
    String session = login(name, made.text("password")).text("token");
    assertThat(choose(session, made.text("password"), OWN).status()).isEqualTo(200);
    return session;
  }

  private Reply change(String name, String role, boolean enabled) {
    return as(
        admin,
        "PUT",
        "accounts/" + name,
        "{\"fullName\":\"\",\"role\":\"%s\",\"enabled\":%s}".formatted(role, enabled));
  }

  private Reply token(String session, String role, int days) {
    return as(
        session,
        "POST",
        "tokens",
        "{\"name\":\"probe\",\"role\":\"%s\",\"days\":%d}".formatted(role, days));
  }

  private int status(String token) {
    return as(token, "GET", "points", null).status();
  }

  @Test
  void another_sites_page_writes_nothing_whatever_its_body_is() {
    String cookie = "sentry_session=" + admin;
    List<String[]> bodies =
        List.of(
            new String[] {"POST", "maintenance", "application/json"},
            new String[] {"PUT", "alerts/none/photo", "image/png"},
            new String[] {"PUT", "duty/shifts", "text/csv"},
            new String[] {"PUT", "duty/shifts", "multipart/form-data"},
            new String[] {"POST", "session", "application/json"});
    for (String[] one : bodies) {
      for (String[] from :
          List.of(
              new String[] {"Origin", "https://evil.example"},
              new String[] {"Origin", "null"},
              new String[] {"Sec-Fetch-Site", "cross-site"},
              new String[] {"Sec-Fetch-Site", "same-site"})) {
        Reply reply =
            send(one[0], one[1], "{}", "Cookie", cookie, "Content-Type", one[2], from[0], from[1]);
        assertThat(reply.status()).as("%s %s %s", one[2], from[0], from[1]).isEqualTo(403);
        assertThat(reply.text("detail")).contains("another site's page");
      }
    }
    for (String[] from :
        List.of(
            new String[] {"Origin", "http://127.0.0.1:" + port},
            new String[] {"Origin", "https://sentry.example.edu"},
            new String[] {"Sec-Fetch-Site", "same-origin"},
            new String[] {"Accept", "*/*"})) {
      Reply reply = send("POST", "maintenance", "{}", "Cookie", cookie, from[0], from[1]);
      assertThat(reply.status()).as(from[1]).isEqualTo(400);
    }
  }

  @Test
  void headers_keep_the_page_to_itself_and_to_tls() {
    HttpResponse<String> answer = login("admin", PASSWORD).whole();
    assertThat(answer.headers().firstValue("Strict-Transport-Security"))
        .contains("max-age=31536000");
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HTTPOnly", "SameSite=Strict", "Secure");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("manifest-src 'self'", "worker-src 'self'")
        .doesNotContain("unsafe");
  }

  @Test
  void who_guesses_waits_a_minute() {
    for (int i = 0; i < 5; i++) {
      assertThat(login("admin", "wrong").status()).isEqualTo(401);
    }
    Reply refused = login("admin", PASSWORD);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.whole().headers().firstValue("Retry-After")).contains("60");
    pass(Duration.ofMinutes(1));
    assertThat(login("admin", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void a_session_ends_when_nobody_uses_it_and_after_a_week_in_any_case() {
    pass(Duration.ofHours(11));
    assertThat(status(admin)).isEqualTo(200);
    awaitSeen();
    pass(Duration.ofHours(11));
    assertThat(status(admin)).as("it was used in between").isEqualTo(200);
    awaitSeen();
    for (int i = 0; i < 13; i++) {
      pass(Duration.ofHours(11));
      assertThat(status(admin)).isEqualTo(200);
      awaitSeen();
    }
    pass(Duration.ofHours(3));
    assertThat(status(admin)).as("seven days").isEqualTo(401);
    String next = login("admin", PASSWORD).text("token");
    pass(Duration.ofHours(12));
    assertThat(status(next)).as("idle").isEqualTo(401);
  }

  /** It is noted beside the request. */
  private void awaitSeen() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              JsonNode sessions = as(admin, "GET", "sessions", null).body();
              String seen = sessions.at("/sessions/0/seen").asText();
              return OffsetDateTime.parse(seen).toInstant().equals(clock.instant());
            });
  }

  @Test
  void sessions_are_listed_and_ended_by_their_owner_and_by_administrators() {
    String zoe = person("zoe", "viewer");
    String second = login("zoe", OWN).text("token");
    JsonNode own = as(zoe, "GET", "sessions?all=true", null).body().path("sessions");
    assertThat(own).hasSize(2).allMatch(s -> s.path("user").asText().equals("zoe"));
    String other =
        own.valueStream()
            .filter(s -> !s.path("current").asBoolean())
            .findFirst()
            .orElseThrow()
            .path("id")
            .asText();
    String admins = as(admin, "GET", "sessions", null).body().at("/sessions/0/id").asText();
    assertThat(as(zoe, "DELETE", "sessions/" + admins, null).status()).isEqualTo(404);
    assertThat(as(zoe, "DELETE", "sessions/" + other, null).status()).isEqualTo(200);
    assertThat(status(second)).isEqualTo(401);
    assertThat(as(admin, "GET", "sessions?all=true", null).body().path("sessions")).hasSize(2);
  }

  @Test
  void who_is_disabled_is_out_at_once_with_all_tokens() {
    String zoe = person("zoe", "leader");
    String token = token(zoe, "leader", 30).text("secret");
    assertThat(status(token)).isEqualTo(200);
    assertThat(change("zoe", "leader", false).status()).isEqualTo(200);
    assertThat(status(zoe)).isEqualTo(401);
    assertThat(status(token)).isEqualTo(401);
    Reply refused = login("zoe", OWN);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("account-disabled");
    assertThat(login("zoe", "wrong").status()).as("strangers learn nothing").isEqualTo(401);
    change("zoe", "viewer", true);
    assertThat(status(token)).isEqualTo(200);
    assertThat(as(token, "POST", "maintenance", "{}").status())
        .as("no more than its maker may now")
        .isEqualTo(403);
  }

  @Test
  void the_last_administrator_stays_one() {
    assertThat(change("admin", "viewer", true).text("detail")).contains("last administrator");
    assertThat(change("admin", "administrator", false).status()).isEqualTo(400);
    person("zoe", "administrator");
    assertThat(change("admin", "viewer", true).status()).isEqualTo(200);
  }

  @Test
  void a_temporary_password_is_good_for_a_better_one_only() {
    Reply made =
        as(
            admin,
            "POST",
            "accounts",
            "{\"name\":\"zoe.wang\",\"fullName\":\"\",\"role\":\"viewer\"}");
    String given = made.text("password");
    String session = login("zoe.wang", given).text("token");
    Reply refused = as(session, "GET", "overview", null);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.text("code")).isEqualTo("password-must-change");
    for (String[] bad :
        List.of(
            new String[] {"wrong", OWN, "password-wrong"},
            new String[] {given, given, "password-same"},
            new String[] {given, "short-one", "password-short"},
            new String[] {given, "长".repeat(25), "password-long"},
            new String[] {given, "Password123", "password-common"},
            new String[] {given, "9876543210", "password-common"},
            new String[] {given, "my-zoe.wang-1", "password-name"})) {
      assertThat(choose(session, bad[0], bad[1]).text("code")).isEqualTo(bad[2]);
    }
    String other = login("zoe.wang", given).text("token");
    assertThat(choose(session, given, OWN).status()).isEqualTo(200);
    assertThat(status(session)).isEqualTo(200);
    assertThat(status(other)).as("the others end").isEqualTo(401);
    assertThat(login("zoe.wang", given).status()).isEqualTo(401);
    assertThat(login("zoe.wang", OWN).status()).isEqualTo(200);
  }

  @Test
  void a_token_does_no_more_than_its_maker_for_its_time_and_is_kept_as_a_hash() throws IOException {
    String zoe = person("zoe", "leader");
    assertThat(token(zoe, "technician", 30).text("detail")).contains("may more than you");
    assertThat(token(zoe, "viewer", 0).status()).isEqualTo(400);
    Reply made = token(zoe, "viewer", 30);
    String secret = made.text("secret");
    assertThat(as(secret, "GET", "session", null).text("user")).isEqualTo("zoe/probe");
    assertThat(token(secret, "viewer", 1).status()).as("a token makes none").isEqualTo(403);
    assertThat(choose(secret, OWN, "another-quiet-goose").status()).isEqualTo(403);
    assertThat(as(zoe, "GET", "tokens", null).whole().body()).doesNotContain(secret);
    for (String file : List.of("journal.db", "journal.db-wal")) {
      byte[] kept = Files.readAllBytes(folder.resolve("home").resolve(file));
      assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(secret);
    }
    String revoked = token(zoe, "viewer", 30).text("secret");
    String id = as(zoe, "GET", "tokens", null).body().at("/tokens/0/id").asText();
    String other = id.equals(made.text("id")) ? "/tokens/1/id" : "/tokens/0/id";
    id = as(zoe, "GET", "tokens", null).body().at(other).asText();
    assertThat(as(zoe, "DELETE", "tokens/" + id, null).text("state")).isEqualTo("revoked");
    assertThat(as(zoe, "DELETE", "tokens/" + id, null).status()).isEqualTo(409);
    assertThat(status(revoked)).isEqualTo(401);
    assertThat(status(secret)).isEqualTo(200);
    pass(Duration.ofDays(30));
    assertThat(status(secret)).isEqualTo(401);
  }

  @Test
  void a_wall_gets_a_cookie_for_its_stream_and_nothing_else() {
    String secret = token(admin, "wall", 365).text("secret");
    Reply shown = send("POST", "session", "{\"token\":\"" + secret + "\"}");
    assertThat(shown.whole().headers().allValues("Set-Cookie"))
        .hasSize(2)
        .allMatch(c -> c.startsWith("sentry_token=" + secret) && c.contains("HTTPOnly"))
        .allMatch(c -> c.contains("Path=/api/v1/overview") || c.contains("Path=/api/v1/live"));
    String cookie = "sentry_token=" + secret;
    assertThat(send("GET", "overview", null, "Cookie", cookie).status()).isEqualTo(200);
    assertThat(send("GET", "points", null, "Cookie", cookie).status()).isEqualTo(403);
    String both = cookie + "; sentry_session=" + admin;
    assertThat(send("GET", "points", null, "Cookie", both).status()).isEqualTo(200);
    assertThat(send("POST", "session", "{\"token\":\"cst_none\"}").status()).isEqualTo(401);
  }

  @Test
  void each_change_is_in_the_trail_with_before_and_after() {
    person("zoe", "viewer");
    String name = "<b>\"O'Neill\" 🌡</b>";
    as(
        admin,
        "PUT",
        "accounts/zoe",
        "{\"fullName\":\"%s\",\"role\":\"leader\",\"enabled\":true}"
            .formatted(name.replace("\"", "\\\"")));
    JsonNode entry =
        as(admin, "GET", "audit?user=admin&subject=zoe&limit=1", null).body().at("/entries/0");
    assertThat(entry.path("act").asText()).isEqualTo("account");
    assertThat(entry.path("before").asText()).isEqualTo("{\"role\":\"viewer\",\"fullName\":\"\"}");
    assertThat(entry.path("after").asText())
        .isEqualTo("{\"role\":\"leader\",\"fullName\":\"<b>\\\"O'Neill\\\" 🌡</b>\"}");
    JsonNode all = as(admin, "GET", "audit?limit=2", null).body();
    assertThat(all.path("more").asBoolean()).isTrue();
    String rest = "audit?below=" + all.at("/entries/1/id").asText();
    assertThat(as(admin, "GET", rest, null).body().path("entries"))
        .extracting(e -> e.path("act").asText())
        .containsExactly("account-new");
    assertThat(as(admin, "GET", "audit?limit=0", null).status()).isEqualTo(400);
  }
}
