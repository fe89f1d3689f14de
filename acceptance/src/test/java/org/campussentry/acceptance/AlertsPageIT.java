package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The officer's phone and the inbox: what is tapped is done once, and what is not done is said. */
@ExtendWith(Scenarios.class)
class AlertsPageIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Two thousand letters that must come through as they are. */
  private static final String NOTE =
      "门缝 \"100%_关好\" <b>o'k</b> 🙂 ".concat("复查，4.2 ℃。".repeat(220)).substring(0, 1990);

  private static final String OFFICER = "值班员甲 \\\"<i>🙂";

  @TempDir Path folder;

  @Test
  void an_officer_acts_by_touch_and_by_keyboard_and_an_act_without_a_line_waits_for_a_tap()
      throws IOException {
    int brokerPort = Ports.free();
    try (Webhook webhook = new Webhook();
        Campus campus = new Campus(folder.resolve("sim"), "mqtt://127.0.0.1:" + brokerPort);
        Ingest ingest =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, campus(campus, webhook)).start();
        org.campussentry.acceptance.Page browser = new org.campussentry.acceptance.Page();
        BrowserContext context = browser.phone()) {
      campus.startAgents();
      await().atMost(Duration.ofSeconds(90)).until(() -> ingest.livePoints() >= 60);
      Page phone = context.newPage();
      org.campussentry.acceptance.Page.logIn(phone, ingest.url());
      campus.fault("cold-store-door");
      campus.fault("fever");
      String door = told(webhook, "cold-store-warm").text("alert");
      Webhook.Call feverCall = told(webhook, "fever");
      String fever = feverCall.text("alert");

      installable(phone, ingest);
      byTouch(phone, ingest, door);
      shelved(phone, ingest, door);
      picture(phone, ingest, door);
      withoutLine(phone, context, ingest, door);
      somebodyWasFaster(phone, context, ingest, fever, feverCall.text("acknowledge"));
      byKeyboard(browser.logIn(ingest.url()), ingest, fever);
      lookedUp(phone, ingest, door);
      recorded(phone, ingest, door);
    }
  }

  /** The simulated one with other people, steps, and something that must be reported. */
  private static Path campus(Campus campus, Webhook webhook) {
    try {
      Path file = campus.campusFile(webhook);
      String text =
          Files.readString(file)
              .replaceFirst("(?s)# Who is on duty.*?\n(?=gateways:)", "")
              .replaceFirst(
                  "- id: cold-store-warm\n", "- id: cold-store-warm\n    report-within: 2h\n");
      return Files.writeString(
          file,
          text
              + """

              people:
                officer: {name: "%s", telephone: "13800000001", channels: [{channel: duty-webhook, to: a}]}
                leader: {name: 带班领导丙, channels: [{channel: duty-webhook, to: b}]}
              duty:
                shifts: {day: {name: 全天, from: "08:00", to: "08:00"}}
                rota:
                  - {shift: day, role: officer, people: [officer]}
                  - {shift: day, role: leader, people: [leader]}
                escalation:
                  - {steps: [{tell: officer}]}
              """
                  .formatted(OFFICER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Webhook.Call told(Webhook webhook, String rule) {
    return await()
        .atMost(SOON)
        .until(() -> webhook.calls(rule, "active"), calls -> !calls.isEmpty())
        .get(0);
  }

  private static JsonNode alert(Ingest ingest, String id) {
    return ingest.get("api/v1/alerts/" + id);
  }

  private static void until(Ingest ingest, String id, Predicate<JsonNode> wanted) {
    await().atMost(SOON).until(() -> alert(ingest, id), wanted);
  }

  private static List<String> kinds(JsonNode story) {
    return story.path("steps").valueStream().map(s -> s.path("kind").asText()).toList();
  }

  private static Locator shown(Page page, String testId) {
    Locator found = page.getByTestId(testId).first();
    found.waitFor();
    return found;
  }

  private static void waitForText(Page page, String selector, String text) {
    page.locator(selector).filter(new Locator.FilterOptions().setHasText(text)).first().waitFor();
  }

  /** The manifest is one, its icons are pictures, and a worker is in charge of the page. */
  private static void installable(Page phone, Ingest ingest) throws IOException {
    String link = phone.locator("link[rel=manifest]").getAttribute("href");
    JsonNode manifest = ingest.get(link.substring(1));
    assertThat(manifest.path("name").asText()).isEqualTo("校园哨兵");
    assertThat(manifest.path("display").asText()).isEqualTo("standalone");
    assertThat(manifest.path("icons").valueStream().map(i -> i.path("purpose").asText()))
        .contains("any", "maskable");
    for (JsonNode icon : manifest.path("icons")) {
      byte[] png = phone.request().get(ingest.url() + icon.path("src").asText()).body();
      BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(png));
      assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo(icon.path("sizes").asText());
    }
    phone.waitForFunction("() => navigator.serviceWorker.controller !== null");
  }

  private static void byTouch(Page phone, Ingest ingest, String door) {
    phone.getByTestId("nav-alerts").tap();
    shown(phone, "row-" + door).tap();
    shown(phone, "ack-" + door).tap();
    until(ingest, door, a -> a.at("/acknowledged/by").asText().equals("admin"));
    waitForText(phone, ".course li", "admin 确认");
    assertThat(phone.locator(".phones a[href='tel:13800000001']").count()).isEqualTo(1);
    waitForText(phone, ".course li", "呼叫 值班员甲 \"<i>🙂");
    assertThat(phone.locator(".course i").count()).as("no name becomes a tag").isZero();
  }

  private static void shelved(Page phone, Ingest ingest, String door) {
    shown(phone, "shelve").tap();
    shown(phone, "shelve-submit").tap();
    waitForText(phone, "dialog .failure", "请写明理由");
    phone.getByTestId("shelve-reason").fill("化霜 <b>");
    phone.getByTestId("shelve-submit").tap();
    shown(phone, "shelved");
    until(ingest, door, a -> a.at("/shelved/reason").asText().equals("化霜 <b>"));
    assertThat(ingest.get("api/v1/alerts?shelved=true").path("total").asInt()).isEqualTo(1);
    shown(phone, "unshelve").tap();
    shown(phone, "shelve");
    assertThat(kinds(alert(ingest, door))).endsWith("shelved", "unshelved");
    assertThat(ingest.get("api/v1/alerts?shelved=true").path("total").asInt()).isZero();
  }

  private static void picture(Page phone, Ingest ingest, String door) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(3000, 1500, BufferedImage.TYPE_INT_RGB), "png", png);
    Locator input = phone.getByTestId("photo-choose");
    input.setInputFiles(new FilePayload("a.png", "image/png", "no picture".getBytes(UTF_8)));
    waitForText(phone, ".part .failure", "不是能读取的图片");
    input.setInputFiles(new FilePayload("a.png", "image/png", png.toByteArray()));
    Locator image = phone.locator(".photo img");
    image.waitFor();
    image.scrollIntoViewIfNeeded();
    phone.waitForFunction("() => document.querySelector('.photo img').naturalWidth > 0");
    assertThat(image.evaluate("i => i.naturalWidth")).as("made smaller").isEqualTo(2400);
    assertThat(alert(ingest, door).at("/photo/type").asText()).isEqualTo("image/jpeg");
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  /** It is kept over a reload, never sends itself, and two taps are one. */
  private static void withoutLine(Page phone, BrowserContext context, Ingest ingest, String door) {
    context.setOffline(true);
    phone.getByTestId("handle-" + door).tap();
    shown(phone, "handle-note").fill(NOTE);
    phone.getByTestId("handle-submit").tap();
    shown(phone, "kept-close-" + door);
    phone.reload();
    shown(phone, "offline");
    waitForText(phone, "h1", "没有网络");
    waitForText(phone, ".kept", "1");
    phone.evaluate("() => localStorage.setItem('campus-sentry.lang', 'en')");
    phone.reload();
    waitForText(phone, "h1", "No connection");
    assertThat(phone.locator("h1:visible").count()).isEqualTo(1);
    phone.evaluate("() => localStorage.setItem('campus-sentry.lang', 'zh-CN')");

    context.setOffline(false);
    Locator again = shown(phone, "resend-" + door);
    shown(phone, "alert-" + door);
    assertThat(alert(ingest, door).path("state").asText())
        .as("nothing sent itself")
        .isEqualTo("active");
    assertThat(phone.evaluate(KEPT_BY_THE_WORKER)).isEqualTo(List.of());
    again.evaluate("b => { b.click(); b.click(); }");
    until(ingest, door, a -> a.path("state").asText().equals("closed"));
    phone.getByTestId("kept-close-" + door).waitFor(GONE);
    JsonNode story = alert(ingest, door);
    assertThat(kinds(story)).containsOnlyOnce("closed");
    assertThat(story.at("/closed/note").asText()).isEqualTo(NOTE.strip());
  }

  /** Paths of what it keeps beside its assets. */
  private static final String KEPT_BY_THE_WORKER =
      """
      async () => {
        const names = await caches.keys();
        const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        const paths = all.flat().map((request) => new URL(request.url).pathname);
        return paths.filter((path) => path !== '/offline.html' && !path.startsWith('/assets/'));
      }
      """;

  private static final Locator.WaitForOptions GONE =
      new Locator.WaitForOptions()
          .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED);

  /** While the phone has no line the officer acknowledges by the link of the message. */
  private static void somebodyWasFaster(
      Page phone, BrowserContext context, Ingest ingest, String fever, String link) {
    phone.navigate(ingest.url() + "#/alerts/" + fever);
    shown(phone, "ack-" + fever);
    context.setOffline(true);
    phone.getByTestId("ack-" + fever).tap();
    shown(phone, "kept-acknowledge-" + fever);
    int status = pressed(link);
    assertThat(status).isEqualTo(200);
    until(ingest, fever, a -> a.at("/acknowledged/by").asText().equals("officer"));
    context.setOffline(false);
    shown(phone, "resend-" + fever).tap();
    waitForText(phone, "[data-testid=refused-" + fever + "]", "值班员甲 \"<i>🙂 已在");
    assertThat(alert(ingest, fever).at("/acknowledged/by").asText()).isEqualTo("officer");
  }

  private static int pressed(String link) {
    try (com.microsoft.playwright.Playwright other =
        com.microsoft.playwright.Playwright.create(
            new com.microsoft.playwright.Playwright.CreateOptions()
                .setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
      return other
          .request()
          .newContext()
          .post(link, RequestOptions.create().setForm(FormData.create()))
          .status();
    }
  }

  private static void byKeyboard(Page desk, Ingest ingest, String fever) {
    desk.navigate(ingest.url() + "#/alerts");
    Locator row = shown(desk, "row-" + fever);
    row.focus();
    desk.keyboard().press("Enter");
    shown(desk, "handle-" + fever).focus();
    desk.keyboard().press("Enter");
    shown(desk, "handle-note").focus();
    desk.keyboard().type("recheck: 36.8");
    desk.keyboard().press("Tab");
    desk.keyboard().press("Enter");
    until(ingest, fever, a -> a.at("/closed/note").asText().equals("recheck: 36.8"));
    desk.waitForURL(url -> url.contains("#/alerts/" + fever));
  }

  /** The address is the list: whoever is sent it sees the same. */
  private static void lookedUp(Page phone, Ingest ingest, String door) {
    phone.navigate(ingest.url() + "#/alerts?tab=closed");
    shown(phone, "row-" + door);
    phone.getByTestId("search").fill("100%_关");
    phone.waitForURL(url -> url.contains("q=100"));
    waitForText(phone, "[data-testid=count]", "1 条");
    phone.getByTestId("filters").tap();
    phone.getByTestId("filter-severity-info").check(FORCED);
    phone.waitForURL(url -> url.contains("severity=info"));
    waitForText(phone, ".none", "没有符合条件的告警");
    phone.getByTestId("filter-severity-critical").check(FORCED);
    phone.waitForURL(url -> url.contains("critical"));
    shown(phone, "row-" + door);
    String address = phone.url();
    Page other = phone.context().newPage();
    other.navigate(address);
    shown(other, "row-" + door);
    assertThat(other.getByTestId("search").inputValue()).isEqualTo("100%_关");
    other.getByTestId("lang").tap();
    waitForText(other, "h1", "Alerts");
    other.getByTestId("lang").tap();
    other.navigate(ingest.url() + "#/alerts/no-such-alert");
    waitForText(other, "[data-testid=alert-missing]", "没有这条告警");
    other.close();
  }

  private static final Locator.CheckOptions FORCED = new Locator.CheckOptions().setForce(true);

  private static void recorded(Page phone, Ingest ingest, String door) {
    phone.navigate(ingest.url() + "#/records/upward/" + door);
    shown(phone, "form-submit").tap();
    waitForText(phone, "form .failure", "还没有填");
    phone.getByTestId("form-what").fill("冷库门未关 <b>");
    phone.getByTestId("form-affected").fill("0");
    phone.getByTestId("form-measures").fill("已关门");
    phone.locator("#form-to").fill("区教育局");
    phone.getByTestId("form-recorder").fill("officer");
    phone.getByTestId("form-reviewer").fill("officer");
    phone.getByTestId("form-submit").tap();
    waitForText(phone, "form .failure", "another person reviews");
    phone.getByTestId("form-reviewer").fill("带班领导丙");
    phone.getByTestId("form-submit").tap();
    phone.locator("[data-versions='1']").waitFor();
    assertThat(ingest.get("api/v1/reports/upward/" + door).at("/versions/0/what").asText())
        .isEqualTo("冷库门未关 <b>");

    phone.getByTestId("section-drills").tap();
    shown(phone, "drill-new").tap();
    shown(phone, "drill-point").selectOption("gw-canteen1:freezer1.temperature");
    phone.getByTestId("drill-note").fill("演练 \"<b>");
    phone.getByTestId("drill-start").tap();
    String drill =
        await()
            .atMost(SOON)
            .until(
                () -> ingest.get("api/v1/drills").at("/drills/0/id").asText(), id -> !id.isEmpty());
    shown(phone, "drill-end-" + drill).tap();
    phone.locator("tr[data-testid=drill-" + drill + "]").waitFor();
    assertThat(ingest.get("api/v1/drills").at("/drills/0/state").asText()).isEqualTo("over");
  }

  @Test
  void ten_thousand_alerts_are_searched_and_read_page_by_page() throws SQLException {
    Path campus = folder.resolve("campus.yaml");
    try {
      Files.writeString(
          campus,
          """
          sites: {main: {name: 主校区, areas: {canteen-1/cold-store: {name: 一食堂冷库}}}}
          gateways: {}
          channels: {log: {type: console}}
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Ingest ingest = Ingest.embedded(folder.resolve("ingest"), Ports.free(), campus).start()) {
      ingest.program().close();
      ManyAlerts.fill(folder.resolve("ingest/home/journal.db"));
      ingest.start();
      try (org.campussentry.acceptance.Page browser = new org.campussentry.acceptance.Page()) {
        Page desk = browser.logIn(ingest.url());
        desk.navigate(ingest.url() + "#/alerts?tab=closed");
        waitForText(desk, "[data-testid=count]", "10,000 条");
        desk.getByTestId("more").click();
        desk.waitForFunction(
            "() => document.querySelectorAll('[data-testid=alerts] li').length === 100");
        assertThat(desk.locator("[data-testid=alerts] li").nth(99).textContent())
            .contains("note 9900");
        desk.getByTestId("search").fill("note 1234");
        waitForText(desk, "[data-testid=count]", "1 条");
        desk.getByTestId("search").fill("一食堂冷库");
        waitForText(desk, "[data-testid=count]", "10,000 条");
      }
    }
  }
}
