package org.campussentry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A technician and the page of gateways: credentials by a QR code, a real agent that enters with
 * them and is lost, a message of no use, and whether messages reach anybody.
 */
@ExtendWith(Scenarios.class)
class GatewaysPageIT {
  private static final double SOON_MS = 60_000;
  private static final String MARKUP = "<img src=x onerror=alert(1)>";

  @TempDir Path folder;
  private final int port = Ports.free();
  private final List<String> executed = new ArrayList<>();
  private com.microsoft.playwright.Page page;

  @Test
  void a_gateway_is_taken_in_lost_and_looked_after_from_the_page() throws Exception {
    try (Webhook webhook = new Webhook();
        Ingest ingest =
            Ingest.at(
                    folder.resolve("ingest"),
                    "url: embedded, port: %d, tls: true, gateways-url: \"mqtts://127.0.0.1:%d\""
                        .formatted(port, port),
                    campusFile(webhook),
                    Map.of())
                .start();
        CountingSlave slave = new CountingSlave(folder, "slave");
        Page browser = new Page()) {
      page = browser.logIn(ingest.url());
      page.onDialog(dialog -> executed.add(dialog.message()));

      page.getByTestId("nav-gateways").press("Enter");
      assertThat(page.getByTestId("gateways-verdict")).containsText("1 个网关尚未上线");
      page.getByTestId("row-gw-a").locator("a").press("Enter");
      Path gateway = takenByCommand(provisioned(ingest));
      usedLinkSaysSo(ingest);
      try (Program agent = agent(gateway, slave)) {
        Locator here = page.getByTestId("gateway");
        assertThat(here).hasAttribute("data-state", "online", soon());
        assertThat(page.getByText("line").first()).isVisible();
        agent.close();
        assertThat(here).hasAttribute("data-state", "lost", soon());
        assertThat(here).containsText("失联");
        assertThat(page.getByTestId("gateway-troubles")).containsText("代理程序停止");
        assertThat(page.getByTestId("gateway-troubles")).containsText("journalctl");
      }
      uselessMessageIsShownAndTriedAgain(gateway);
      instrumentIsRecorded();
      channelIsTested(webhook);
      assertThat(executed).as("nothing that came by MQTT is run").isEmpty();

      looks(browser, ingest.url());
      withdrawn(gateway, ingest);
    }
  }

  private Path campusFile(Webhook webhook) throws IOException {
    return Files.writeString(
        folder.resolve("campus.yaml"),
        """
        departments: {labs: {name: 实训中心, name-en: Labs}}
        sites: {main: {name: 主校区, name-en: Main, areas: {lab/bench: {name: 实训台, name-en: Bench, owner: labs}}}}
        gateways: {gw-a: {site: main, name: 实训台网关, name-en: Bench}}
        rules:
          - {id: gateway-lost, gateway-silent: 5s, severity: info, do: 检查}
        channels: {duty-webhook: {type: webhook, url: "%s"}}
        people:
          officer-a: {name: 值班员甲, telephone: "13800000000", department: labs, channels: [{channel: duty-webhook, to: a}]}
        """
            .formatted(webhook.url()));
  }

  private static HasAttributeOptions soon() {
    return new HasAttributeOptions().setTimeout(SOON_MS);
  }

  /** By keyboard alone; returns what the QR code holds, as a phone would read it. */
  private String provisioned(Ingest ingest) throws Exception {
    assertThat(page.getByTestId("credentials")).containsText("还没有凭据");
    page.getByTestId("provision").press("Enter");
    page.getByTestId("handout").waitFor();
    String link = read(page.getByTestId("qr").screenshot());
    assertThat(link).startsWith(ingest.url() + "p/");
    assertThat(page.getByTestId("handout")).containsText("web.public-url");
    Ingest.Answer shown = ingest.raw("GET", link.substring(ingest.url().length()), null);
    assertThat(shown.status()).as("looking does not use it up").isEqualTo(200);
    return link;
  }

  private static String read(byte[] png) throws IOException, ReaderException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source))).getText();
  }

  /** With the command that the page shows, but for what takes root. */
  private Path takenByCommand(String link) {
    String shown = page.getByTestId("handout").locator("code").innerText();
    assertThat(shown).contains(link);
    Path to = folder.resolve("gateway");
    String command =
        shown
            .substring(0, shown.indexOf(" && sudo chown"))
            .replace("sudo ", "")
            .replace("/etc/campus-sentry", to.toString());
    Program.Result fetched =
        Program.run(
            folder.resolve("fetch"),
            "curl",
            Map.of(),
            List.of("bash", "-eo", "pipefail", "-c", command));
    assertThat(fetched.exitCode()).as(fetched.output()).isZero();
    Program.Result again =
        Program.run(
            folder.resolve("again"),
            "curl",
            Map.of(),
            List.of("bash", "-eo", "pipefail", "-c", command));
    assertThat(again.exitCode()).as("a second time").isNotZero();
    assertThat(again.output()).contains("410");
    return to;
  }

  private void usedLinkSaysSo(Ingest ingest) {
    assertThat(page.getByTestId("link-taken"))
        .containsText("127.0.0.1 取走", new ContainsTextOptions().setTimeout(SOON_MS));
    assertThat(ingest.raw("POST", "p/AAAA", "{}").status()).isEqualTo(404);
    assertThat(ingest.raw("POST", "p/AAAA", "{}").text()).contains("没有这个链接");
  }

  /** What a technician adds: the bus and its devices. */
  private Program agent(Path gateway, CountingSlave slave) throws IOException {
    Path bench = folder.resolve("bench");
    String wired = Files.readString(new Bench(bench).edgeConfig(slave, "mqtt://127.0.0.1:1"));
    Path config = gateway.resolve("edge-agent.yaml");
    String text = Files.readString(config);
    Files.writeString(
        config,
        text.substring(0, text.indexOf("buses:")).replace("/var/lib/campus-sentry", bench + "/home")
            + wired.substring(wired.indexOf("buses:")));
    Files.move(bench.resolve("profiles"), gateway.resolve("profiles"));
    return Edge.start(folder.resolve("edge"), config);
  }

  private Program.Result publish(Path gateway, String kind, String text) throws IOException {
    List<String> command = new ArrayList<>(List.of("mosquitto_pub", "-V", "5", "-q", "1"));
    command.addAll(List.of("-h", "localhost", "-p", "" + port, "-i", "sentry-main~gw-a"));
    command.addAll(List.of("--cafile", gateway.resolve("ca.pem").toString(), "-u", "gw-a"));
    command.addAll(List.of("-P", Files.readString(gateway.resolve("password")).strip()));
    command.addAll(List.of("-t", "sentry/v1/main/gw-a/" + kind, "-m", text));
    return Program.run(
        folder.resolve("publish-" + System.nanoTime()), "mosquitto_pub", Map.of(), command);
  }

  private static String catalog(String point) {
    return ("{\"v\":1,\"hash\":\"h1\",\"points\":[{\"id\":\"%s\",\"area\":\"lab/bench\",\"device\":\"cold1\","
            + "\"quantity\":\"temperature\",\"unit\":\"Cel\",\"every\":5000}]}")
        .formatted(point);
  }

  private void uselessMessageIsShownAndTriedAgain(Path gateway) throws IOException {
    publish(gateway, "catalog", catalog("cold1.temperature"));
    String payload =
        "{\"v\":1,\"stream\":\"s1\",\"seq\":0,\"cat\":\"h1\",\"t0\":%d,\"note\":\"%s\",\"r\":[[\"cold2.temperature\",0,3.4]]}"
            .formatted(System.currentTimeMillis(), MARKUP);
    publish(gateway, "data", payload);
    Locator letters = page.getByTestId("letters");
    page.reload();
    assertThat(letters).containsText("测点不在网关的测点表里");
    letters.getByText("查看内容").press("Enter");
    assertThat(page.getByTestId("payload")).containsText(MARKUP);
    assertThat(page.getByTestId("payload").locator("img")).hasCount(0);
    page.getByTestId("payload-hex").press("Enter");
    assertThat(page.getByTestId("payload")).containsText("7b 22 76 22");

    letters.getByText("再试一次").first().press("Enter");
    assertThat(page.getByTestId("redriven")).containsText("仍无法使用 1 条");
    publish(gateway, "catalog", catalog("cold2.temperature"));
    letters.getByText("再试一次").first().press("Enter");
    assertThat(page.getByTestId("redriven"))
        .containsText("已存 1 条", new ContainsTextOptions().setTimeout(SOON_MS));
    assertThat(letters).containsText("没有。");
  }

  private void instrumentIsRecorded() {
    page.getByTestId("point-gw-a:cold2.temperature").getByText("仪器").press("Enter");
    page.getByTestId("instrument-serial").fill("XY-0815");
    page.getByTestId("instrument-calibrated").fill("2026-01-15");
    page.getByTestId("instrument-submit").press("Enter");
    assertThat(page.getByTestId("instrument-dialog")).containsText("请填写出厂编号和经手人");
    page.getByTestId("instrument-person").selectOption("officer-a");
    page.getByTestId("instrument-submit").press("Enter");
    assertThat(page.getByTestId("instrument").first()).containsText("XY-0815");
    page.keyboard().press("Escape");
    assertThat(page.getByTestId("instrument-dialog")).hasCount(0);
  }

  private void channelIsTested(Webhook webhook) {
    page.getByTestId("nav-settings").press("Enter");
    page.getByTestId("section-channels").press("Enter");
    page.getByTestId("test-duty-webhook").press("Enter");
    assertThat(page.getByTestId("tested-duty-webhook")).containsText("已送出");
    webhook.answers(500);
    page.getByTestId("test-duty-webhook").press("Enter");
    assertThat(page.getByTestId("tested-duty-webhook")).containsText("没有送出");
    assertThat(page.getByTestId("channel-duty-webhook")).containsText("500");
    webhook.answers(204);
    assertThat(page.locator("a[href='tel:13800000000']").first()).isVisible();
  }

  /** On a phone, a desk and a large screen, in both languages. */
  private static void looks(Page browser, String url) {
    for (String language : List.of("zh-CN", "en")) {
      Looks look = new Looks(browser.context(), url, language);
      look.page().navigate(url);
      look.logIn();
      look.at("lost", "gateways", "#/gateways", "[data-testid=row-gw-a]");
      look.at("lost", "gateway", "#/gateways/gw-a", "[data-testid=credentials] button");
      assertThat(look.wrong()).isEmpty();
    }
  }

  private void withdrawn(Path gateway, Ingest ingest) throws IOException {
    page.navigate(ingest.url() + "#/gateways/gw-a");
    page.getByTestId("revoke").press("Enter");
    assertThat(page.getByTestId("confirm")).containsText("网关会断开");
    page.getByTestId("confirm-act").press("Enter");
    assertThat(page.getByTestId("credentials")).containsText("已撤销");
    await("it gets in no more")
        .atMost(Duration.ofMinutes(1))
        .until(() -> publish(gateway, "data", "{}").exitCode() != 0);
  }
}
