package org.campussentry.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/roles.md}: each cell of its table, at the built program. */
class RolesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TABLE = Path.of("..", "docs", "roles.md");

  /** Without the gate. */
  private static final List<String> OPEN =
      List.of(
          "GET /healthz",
          "GET /readyz",
          "GET /metrics",
          "GET /api/openapi.yaml",
          "POST /api/v1/session",
          "DELETE /api/v1/session",
          "GET /a/page.css",
          "GET /a/{token}",
          "POST /a/{token}",
          "GET /p/{token}",
          "POST /p/{token}");

  @TempDir static Path folder;
  private static RunningService service;
  private static final Map<String, String> TOKENS = new HashMap<>();

  record Cell(String role, String method, String path, boolean may) {
    @Override
    public String toString() {
      return role + (may ? " may " : " may not ") + method + " " + path;
    }
  }

  @BeforeAll
  static void start() throws IOException {
    service = new RunningService(folder);
    String admin = login("admin", "correct-horse-7");
    for (String role : roles()) {
      TOKENS.put(role, role.equals("wall") ? token(admin, role) : account(admin, role));
    }
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  private static String login(String user, String password) throws IOException {
    String body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
    return text("", "POST", "/api/v1/session", body, "token");
  }

  private static String account(String admin, String role) throws IOException {
    String name = "the-" + role;
    String body = "{\"name\":\"%s\",\"fullName\":\"\",\"role\":\"%s\"}".formatted(name, role);
    String given = text(admin, "POST", "/api/v1/accounts", body, "password");
    String own = "nine-quiet-geese";
    text(
        login(name, given),
        "PUT",
        "/api/v1/session/password",
        "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(given, own),
        "user");
    return login(name, own);
  }

  private static String token(String admin, String role) throws IOException {
    String body = "{\"name\":\"x\",\"role\":\"%s\",\"days\":1}".formatted(role);
    return text(admin, "POST", "/api/v1/tokens", body, "secret");
  }

  private static String text(String token, String method, String path, String body, String key)
      throws IOException {
    try (InputStream answer = ask(token, method, path, body).body()) {
      JsonNode json = JSON.readTree(answer);
      assertThat(json.has(key)).as("%s", json).isTrue();
      return json.path(key).asText();
    }
  }

  private static HttpResponse<InputStream> ask(
      String token, String method, String path, String body) {
    HttpRequest.Builder request = service.request(method, path, body);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return service.send(request, BodyHandlers.ofInputStream());
  }

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> line.matches("\\| (request|GET|POST|PUT|PATCH|DELETE)\\b.*"))
        .map(line -> line.substring(1).split("\\|"))
        .map(cells -> Arrays.stream(cells).map(String::strip).toArray(String[]::new))
        .toList();
  }

  private static List<String> roles() throws IOException {
    String[] head = rows().get(0);
    return List.of(head).subList(1, head.length);
  }

  static Stream<Cell> cells() throws IOException {
    List<Cell> cells = new ArrayList<>();
    List<String> roles = roles();
    for (String[] row : rows().subList(1, rows().size())) {
      String[] request = row[0].split(" ");
      for (int i = 0; i < roles.size(); i++) {
        assertThat(row[i + 1]).as(row[0]).matches("[✓–]");
        cells.add(new Cell(roles.get(i), request[0], request[1], row[i + 1].equals("✓")));
      }
    }
    return cells.stream();
  }

  /**
   * Of things that are not there, so that nothing comes of it; a slash at its end changes nothing.
   */
  @ParameterizedTest
  @MethodSource("cells")
  void each_cell(Cell cell) throws IOException {
    String path = cell.path().replaceAll("\\{\\w+}", "none");
    for (String asked : List.of(path, path + "/", path.replace("/api/v1/", "/api/v1//"))) {
      String body = cell.method().equals("GET") ? null : "{\"nothing\":1}";
      HttpResponse<InputStream> answer = ask(TOKENS.get(cell.role()), cell.method(), asked, body);
      try (InputStream said = answer.body()) {
        assertThat(answer.statusCode()).as(asked).isNotEqualTo(401).isLessThan(500);
        if (!cell.may()) {
          assertThat(answer.statusCode()).as(asked).isEqualTo(403);
          JsonNode problem = JSON.readTree(said);
          assertThat(problem.path("detail").asText()).contains(problem.path("right").asText());
          assertThat(problem.path("roles").toString()).contains("administrator");
        } else {
          assertThat(answer.statusCode()).as(asked).isNotEqualTo(403);
        }
      }
    }
  }

  @Test
  void each_route_has_its_row() throws IOException {
    TreeSet<String> rows = new TreeSet<>(OPEN);
    rows().stream().skip(1).forEach(row -> rows.add(row[0]));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(OpenApiIT.routes());
  }

  @Test
  void what_nobody_gave_a_right_takes_an_administrator_to_write() {
    for (String role : TOKENS.keySet()) {
      int status = ask(TOKENS.get(role), "PUT", "/api/v1/what-comes-next", "{}").statusCode();
      assertThat(status).as(role).isEqualTo(role.equals("administrator") ? 404 : 403);
    }
  }
}
