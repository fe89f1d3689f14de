package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people do and meet on the overview and before a wall, with a real browser and service. */
@ExtendWith(Scenarios.class)
class OverviewIT {
  private static final String HTML = "<img src=x onerror=\"window.hacked=1\">'\"&amp;";
  private static final String EMOJI = "🧊 冷库 ‮";
  private static final String LONG = "x".repeat(80);
  private static final int BUILDINGS = 60;

  /** A browser whose clock is five hours behind. */
  private static final String SKEWED =
      """
      {
        const Real = Date;
        const off = -5 * 3600 * 1000;
        globalThis.Date = class extends Real {
          constructor(...given) { given.length ? super(...given) : super(Real.now() + off); }
          static now() { return Real.now() + off; }
        };
      }
      """;

  @TempDir Path folder;

  /** A service whose campus has names of any kind and many buildings, a gateway, a browser. */
  private final class House implements AutoCloseable {
    private final int brokerPort = Ports.free();
    final Ingest ingest = Ingest.embedded(folder.resolve("ingest"), brokerPort, campusFile());
    final Talker talker;
    final Page browser = new Page();

    House() {
      ingest.start();
      Map<String, String> areas = new LinkedHashMap<>(Map.of("html", "b1/html", "long", "b1/long"));
      for (int i = 1; i <= BUILDINGS; i++) {
        areas.put("room" + i, "b" + i + "/room");
      }
      talker = new Talker(brokerPort, areas);
      await().atMost(Duration.ofMinutes(1)).until(() -> ingest.livePoints() == areas.size());
    }

    com.microsoft.playwright.Page page(String script) {
      BrowserContext context = browser.context();
      context.addInitScript(script);
      return context.newPage();
    }

    com.microsoft.playwright.Page loggedIn(String script) {
      com.microsoft.playwright.Page page = page(script);
      page.setViewportSize(1440, 900);
      page.navigate(ingest.url());
      Page.logIn(page);
      return page;
    }

    @Override
    public void close() {
      browser.close();
      talker.close();
      ingest.close();
    }
  }

  private Path campusFile() {
    StringBuilder areas = new StringBuilder();
    areas.append("      b1/html: {name: %s}\n".formatted(yaml(HTML)));
    areas.append("      b1/long: {name: %s}\n".formatted(yaml(LONG)));
    for (int i = 1; i <= BUILDINGS; i++) {
      areas.append("      b%d/room: {name: %s}\n".formatted(i, yaml(i == 1 ? EMOJI : "楼 " + i)));
    }
    try {
      return Files.writeString(
          folder.resolve("campus.yaml"),
          """
          sites:
            main:
              name: %s
              buildings: {b1: {name: %s}}
              areas:
          %s
          gateways: {gw-1: {site: main, name: %s}}
          contacts: [{name: %s, telephone: "0571-0000 1200"}]
          channels: {log: {type: console}}
          people:
            officer-a: {name: %s, telephone: "138 0000 2046", channels: [{channel: log, to: a}]}
          duty:
            shifts: {day: {from: "08:00", to: "08:00"}}
            rota: [{shift: day, role: officer, people: [officer-a]}]
          rules:
            - {id: warm, name: %s, quantity: temperature, above: 30, deadband: 1, severity: critical, do: 开窗}
          """
              .formatted(
                  yaml(LONG), yaml(HTML), areas, yaml(LONG), yaml(HTML), yaml(LONG), yaml(HTML)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String yaml(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private static void fits(com.microsoft.playwright.Page page) {
    for (int width : new int[] {360, 1440}) {
      page.setViewportSize(width, 800);
      assertThat(
              page.evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
          .as("scrolls sideways at " + width)
          .isEqualTo(0);
      assertThat(
              page.evaluate("'hacked' in window || document.querySelector('img[src=x]') !== null"))
          .isEqualTo(false);
    }
  }

  @Test
  void names_are_text_ages_go_by_the_service_and_a_lost_stream_is_told_greyed_and_comes_back() {
    try (House house = new House()) {
      house.talker.set("html", 44);
      com.microsoft.playwright.Page page = house.loggedIn(SKEWED);
      page.getByTestId("open-all").click();
      page.getByText(HTML).first().waitFor();
      page.getByText(LONG).first().waitFor();
      page.getByText("44.0 ℃").first().waitFor();
      fits(page);

      Locator point = page.getByTestId("point-gw-1:long.temperature");
      assertThat(point.locator(".age").textContent()).matches("\\d+ 秒前");
      assertThat(page.getByTestId("on-duty").locator("a").getAttribute("href"))
          .isEqualTo("tel:13800002046");
      assertThat(page.getByTestId("contacts").locator("a").getAttribute("href"))
          .isEqualTo("tel:057100001200");

      house.ingest.kill();
      page.getByTestId("stream-lost").waitFor();
      page.locator("[data-testid='point-gw-1:long.temperature'][data-condition=stale]").waitFor();
      assertThat(point.getAttribute("class")).contains("old");
      assertThat(page.getByTestId("verdict").getAttribute("data-state")).isEqualTo("unknown");

      house.ingest.start();
      page.locator("[data-testid='point-gw-1:long.temperature'][data-condition=current]")
          .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
      assertThat(page.getByTestId("stream-lost").count()).isZero();
      page.locator("[data-testid=verdict][data-state=abnormal]").waitFor();
    }
  }

  @Test
  void a_floor_plan_is_drawn_filled_by_keyboard_and_mouse_and_a_picture_of_10_mb_refused() {
    try (House house = new House()) {
      com.microsoft.playwright.Page page = house.loggedIn("");
      page.getByTestId("view-plan").click();
      page.getByTestId("plan-which").selectOption("main:b1");
      page.getByTestId("plan-file").setInputFiles(picture("camera.png", 10 << 20));
      page.getByText("最大 2 MiB").first().waitFor();
      assertThat(page.getByTestId("plan-failure").innerText()).contains("没有上传", "10.0 MiB");
      page.getByTestId("plan-file").setInputFiles(picture("plan.png", 0));
      page.getByTestId("place-gw-1:html.temperature").click();
      page.getByTestId("place-gw-1:long.temperature").click();

      Locator spot = page.getByTestId("spot-gw-1:html.temperature");
      spot.focus();
      page.keyboard().press("Shift+ArrowRight");
      page.keyboard().press("ArrowDown");
      drag(page, page.getByTestId("spot-gw-1:long.temperature"), page.locator(".sheet img"));
      page.getByTestId("plan-save").click();
      page.getByTestId("plan-edit").waitFor();

      var points = house.ingest.get("api/v1/floor-plans").at("/floorPlans/0/points");
      assertThat(points.at("/0/x").asDouble()).isEqualTo(0.13);
      assertThat(points.at("/0/y").asDouble()).isEqualTo(0.09);
      assertThat(points.at("/1/x").asDouble()).isBetween(0.74, 0.76);
      assertThat(points.at("/1/y").asDouble()).isBetween(0.49, 0.51);
      house.talker.set("html", 44);
      page.locator("[data-testid='spot-gw-1:html.temperature'][data-state=critical]").waitFor();
      assertThat(spot.innerText()).contains("44.0 ℃");
      fits(page);

      page.setViewportSize(1440, 900);
      page.getByTestId("plan-edit").click();
      page.getByText("删除平面图").click();
      page.getByTestId("plan-remove").click();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> house.ingest.get("api/v1/floor-plans").path("floorPlans").isEmpty());
    }
  }

  /** To three quarters of its width and half of its height. */
  private static void drag(com.microsoft.playwright.Page page, Locator spot, Locator onto) {
    spot.scrollIntoViewIfNeeded();
    BoundingBox from = spot.boundingBox();
    BoundingBox sheet = onto.boundingBox();
    page.mouse().move(from.x + from.width / 2, from.y + from.height / 2);
    page.mouse().down();
    page.mouse().move(sheet.x + sheet.width * 0.5, sheet.y + sheet.height * 0.5);
    page.mouse().move(sheet.x + sheet.width * 0.75, sheet.y + sheet.height * 0.5);
    page.mouse().up();
  }

  /** A real one, and as large as that by what stands behind its end. */
  private Path picture(String name, int bytes) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(800, 500, BufferedImage.TYPE_INT_RGB), "png", png);
      byte[] content = png.toByteArray();
      return Files.write(
          folder.resolve(name), Arrays.copyOf(content, Math.max(bytes, content.length)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_wall_shows_the_worst_first_stands_still_while_it_is_critical_and_ends_with_its_token() {
    try (House house = new House()) {
      var made =
          house.ingest.post("api/v1/tokens", "{\"name\":\"门厅\",\"role\":\"wall\",\"days\":30}");
      assertThat(made.status()).as(made.text()).isEqualTo(200);
      com.microsoft.playwright.Page wall = house.page("");
      wall.clock().install();
      wall.setViewportSize(1920, 1080);
      wall.navigate(house.ingest.url() + "wall?token=" + made.body().path("secret").asText());
      wall.locator("[data-testid=wall-verdict][data-state=clean]").waitFor();
      assertThat(wall.url()).as("nobody reads the token there").doesNotContain("token");
      assertThat(wall.getByTestId("on-duty").innerText())
          .contains(LONG, "46")
          .doesNotContain("0000");
      assertThat(wall.locator("a").count()).as("nothing to be tapped").isZero();
      assertThat(
              wall.evaluate(
                  "Math.min(...[...document.querySelectorAll('.wall *')].map(e => parseFloat(getComputedStyle(e).fontSize)))"))
          .as("px, the smallest text")
          .isEqualTo(24);

      Locator areas = wall.getByTestId("wall-areas");
      assertThat(areas.getAttribute("data-page")).isEqualTo("0");
      wall.clock().runFor(13_000);
      wall.locator("[data-testid=wall-areas][data-page='1']").waitFor();
      house.talker.set("room57", 44);
      wall.locator("[data-testid=wall-line][data-state=critical]").waitFor();
      wall.locator("[data-testid=wall-areas][data-page='0']").waitFor();
      wall.clock().runFor(60_000);
      assertThat(areas.getAttribute("data-page")).isEqualTo("0");
      assertThat(wall.getByTestId("wall-building").first().getAttribute("data-state"))
          .isEqualTo("critical");
      fits(wall);

      var revoked =
          house.ingest.send("DELETE", "api/v1/tokens/" + made.body().path("id").asText(), null);
      assertThat(revoked.status()).isEqualTo(200);
      wall.clock().resume();
      wall.getByTestId("wall-revoked").waitFor(new Locator.WaitForOptions().setTimeout(90_000));
      assertThat(wall.getByTestId("wall-verdict").count()).isZero();
    }
  }
}
