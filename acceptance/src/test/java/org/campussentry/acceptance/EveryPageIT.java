package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every page, in both languages, on a phone, a desk and a large screen, of a quiet campus and of
 * one in trouble: nothing scrolls sideways, the console is silent, nothing is fetched from
 * elsewhere, axe-core finds nothing, and a screenshot stays in {@code target/screenshots}. With
 * {@code -Dscreenshots=docs} those of the documents are made anew.
 */
@ExtendWith(Scenarios.class)
class EveryPageIT {
  /**
   * A page that is looked at.
   *
   * @param address what follows the service's own; a page with something in braces, such as the
   *     worst open {@code {alert}}, is looked at when there is one
   * @param waitsFor a selector of what shows that it is there
   */
  private record Shown(String name, String address, String waitsFor) {}

  private static final List<Shown> PAGES =
      List.of(
          new Shown("overview", "#/", "[data-testid=verdict][data-state]"),
          new Shown("disinfection", "#/disinfection", "[data-testid=disinfection-headline]"),
          new Shown("plans", "#/disinfection/plan", "[data-testid=plans]"),
          new Shown("supplies", "#/supplies", "[data-testid=supplies]"),
          new Shown("alert", "#/alerts/{alert}", "main h1"),
          new Shown("alerts", "#/alerts", "[data-testid=count]"),
          new Shown("alerts-history", "#/alerts?tab=all&severity=critical", "[data-testid=count]"),
          new Shown("alerts-late", "#/alerts?tab=late", "main .none, main table"),
          new Shown("reports-upward", "#/records/upward", "main .none, main .rows"),
          new Shown("reports", "#/reports", "[data-testid=days]"),
          new Shown("ledger", "#/records/ledger", "[data-testid=ledger-head]"),
          new Shown("gateways", "#/gateways", "[data-testid=row-gw-canteen1]"),
          new Shown("gateway", "#/gateways/gw-dorm1", "[data-testid=credentials]"),
          new Shown("settings-channels", "#/settings/channels", "[data-testid^=channel-]"),
          new Shown("settings-areas", "#/settings/areas", "[data-testid^=area-main]"),
          new Shown("settings-service", "#/settings/service", "[data-testid=service-facts]"),
          new Shown("drills", "#/records/drills", "main .none, main table"),
          new Shown("wall", "wall", "[data-testid=wall-verdict][data-state]"),
          new Shown("point", "#/points/gw-canteen1:cold1.temperature", "main h1"),
          new Shown(
              "compare",
              "#/compare?points=gw-canteen1:cold1.temperature&against=week&range=7d",
              "main h1"),
          new Shown("duty", "#/duty", "[data-testid=duty-now] h2"),
          new Shown("rules", "#/rules", "main h1"),
          new Shown("rule", "#/rules/cold-store-warm", "[data-testid=changes]"),
          new Shown("rule-new", "#/rules?new", "[data-testid=rule-form]"),
          new Shown("evidence", "#/disinfection/{slot}", "[data-testid=slot-state]"),
          new Shown("week", "#/disinfection?week", "main table"),
          new Shown("plan", "#/disinfection/plan/canteen-1-hall", "[data-testid=next-slots]"),
          new Shown("plan-new", "#/disinfection/plan?new", "[data-testid=plan-form]"),
          new Shown("supply", "#/supplies/bleach-main", "[data-testid=supply-facts]"),
          new Shown("report", "#/reports/{day}", "[data-testid=report]"),
          new Shown("my-account", "#/settings/self", "[data-testid=password-submit]"),
          new Shown("accounts", "#/settings/people", "[data-testid=account-new]"),
          new Shown("tokens", "#/settings/tokens", "[data-testid=token-new]"),
          new Shown("audit", "#/settings/audit", "[data-testid=audit], .settings .card p"));

  private static final ZoneId CAMPUS = ZoneId.of("Asia/Shanghai");

  @TempDir Path folder;

  @Test
  void each_page_fits_is_silent_and_accessible_in_both_languages_quiet_and_in_trouble() {
    int brokerPort = Ports.free();
    try (Campus campus = new Campus(folder.resolve("sim"), "mqtt://127.0.0.1:" + brokerPort);
        Ingest ingest =
            Ingest.embedded(folder.resolve("ingest"), brokerPort, campus.campusFile()).start();
        Page browser = new Page()) {
      Past past = new Past(brokerPort);
      campus.startAgents();
      past.tell();
      List<Looks> looks = new ArrayList<>();
      for (String language : List.of("zh-CN", "en")) {
        BrowserContext context = browser.context();
        Looks look = new Looks(context, ingest.url(), language);
        look.at("quiet", "login", "", "[data-testid=login-submit]");
        look.logIn();
        looks.add(look);
      }
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> verdict(ingest).path("noData").asInt() == 0);
      looks.forEach(look -> show(look, "quiet", Map.of()));

      String password = happens(ingest);
      past.tellTheRest();
      List.of("cold-store-door", "fever", "sprayer-dry", "line-cut").forEach(campus::fault);
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () ->
                  verdict(ingest).path("critical").asInt() > 1
                      && verdict(ingest).path("noData").asInt() > 0);
      Map<String, String> names = names(ingest);
      looks.forEach(look -> show(look, "trouble", names));
      looks.addAll(firstTime(browser, ingest, password));

      if (System.getProperty("screenshots", "").equals("docs")) {
        ContactSheets.write(Looks.KEPT, Path.of("..", "docs", "screenshots", "pages"));
      }
      assertThat(looks).flatExtracting(Looks::wrong).isEmpty();
    }
  }

  /**
   * What people do meanwhile, so that no list is empty in trouble.
   *
   * @return the first password of {@code zhiban1}
   */
  private static String happens(Ingest ingest) {
    JsonNode rule = ingest.get("api/v1/rules/cold-store-warm");
    ObjectNode keys = rule.path("keys").deepCopy();
    keys.put("report-within", "2h");
    String changed =
        JsonNodeFactory.instance
            .objectNode()
            .put("version", rule.path("version").asInt())
            .set("rule", keys)
            .toString();
    done(ingest.send("PUT", "api/v1/rules/cold-store-warm", changed));
    Ingest.Answer account =
        ingest.post(
            "api/v1/accounts",
            "{\"name\":\"zhiban1\",\"fullName\":\"值班员甲\",\"role\":\"duty-officer\",\"person\":\"officer-a\"}");
    done(account);
    done(ingest.post("api/v1/tokens", "{\"name\":\"门厅大屏\",\"role\":\"wall\",\"days\":365}"));
    Ingest.Answer drill =
        ingest.post(
            "api/v1/drills",
            "{\"point\":\"gw-east-canteen:freezer1.temperature\",\"severity\":\"critical\",\"value\":-9,\"minutes\":10,\"note\":\"冷冻库断电演练\"}");
    done(drill);
    done(ingest.send("DELETE", "api/v1/drills/" + drill.body().path("id").asText(), null));
    done(ingest.post("api/v1/reports/daily/" + LocalDate.now(CAMPUS) + "/make", "{}"));
    return account.body().path("password").asText();
  }

  private static Map<String, String> names(Ingest ingest) {
    return Map.of(
        "{alert}", ingest.get("api/v1/overview").at("/alerts/0/id").asText(),
        "{slot}", ingest.get("api/v1/disinfection").at("/slots/0/id").asText(),
        "{day}", LocalDate.now(CAMPUS).toString());
  }

  /** Who has a password that somebody else made up sees nothing but how to change it. */
  private static List<Looks> firstTime(Page browser, Ingest ingest, String password) {
    List<Looks> looks = new ArrayList<>();
    for (String language : List.of("zh-CN", "en")) {
      Looks look = new Looks(browser.context(), ingest.url(), language);
      look.page()
          .request()
          .post(
              ingest.url() + "api/v1/session",
              RequestOptions.create()
                  .setHeader("Content-Type", "application/json")
                  .setData(Map.of("user", "zhiban1", "password", password)));
      look.at("quiet", "first-password", "", "[data-testid=password-submit]");
      looks.add(look);
    }
    return looks;
  }

  private static void done(Ingest.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 204);
  }

  private static JsonNode verdict(Ingest ingest) {
    return ingest.get("api/v1/overview").path("verdict");
  }

  private static void show(Looks look, String situation, Map<String, String> names) {
    for (Shown page : PAGES) {
      String address = page.address();
      for (var name : names.entrySet()) {
        address = address.replace(name.getKey(), name.getValue());
      }
      if (!address.contains("{")) {
        look.at(situation, page.name(), address, page.waitsFor());
      }
    }
  }
}
