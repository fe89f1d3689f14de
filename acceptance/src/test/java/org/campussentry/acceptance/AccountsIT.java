package org.campussentry.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Accounts as people meet them: at the page by keyboard, and at a terminal when a password is lost.
 */
@ExtendWith(Scenarios.class)
class AccountsIT {
  private static final String OWN = "nine-quiet-geese";

  /** Whoever runs what stands in it as a program would change the title. */
  private static final String NAME =
      "<img src=x onerror=\"document.title='run'\"> O'Neill & “张” 🌡 很长的名字很长的名字很长的名字很长的名字很";

  @TempDir Path folder;
  private Path campus;

  @BeforeEach
  void describe() throws IOException {
    campus =
        Files.writeString(
            folder.resolve("campus.yaml"),
            "sites: {main: {name: 主校区}}\ngateways: {gw-a: {site: main}}\n");
  }

  @Test
  void an_account_is_made_used_by_keyboard_expires_and_leaves_a_trail() {
    try (Ingest ingest = Ingest.embedded(folder.resolve("ingest"), Ports.free(), campus).start();
        Page browser = new Page()) {
      assertThat(NAME.codePointCount(0, NAME.length())).isEqualTo(80);
      com.microsoft.playwright.Page admin = browser.logIn(ingest.url());
      admin.navigate(ingest.url() + "#/settings/people");
      admin.getByTestId("account-new").click();
      admin.getByTestId("account-name").fill("zoe");
      admin.getByTestId("account-fullname").fill(NAME);
      admin.getByTestId("account-role").selectOption("viewer");
      admin.getByTestId("dialog-submit").click();
      String given = admin.getByTestId("secret").innerText().strip();
      admin.getByTestId("secret-close").click();
      assertThat(admin.getByTestId("account-zoe")).containsText(NAME);

      try (BrowserContext hers = browser.context()) {
        com.microsoft.playwright.Page zoe = hers.newPage();
        zoe.navigate(ingest.url() + "#/settings/self");
        byKeyboard(zoe, zoe.getByTestId("login-user"), "zoe", given);
        byKeyboard(zoe, zoe.getByTestId("password-current"), given, OWN, OWN);
        assertThat(zoe.getByTestId("who")).hasText(NAME);
        assertThat(zoe.getByTestId("section-people")).hasCount(0);
        assertThat(zoe.getByTestId("section-tokens")).isVisible();
        assertThat(zoe).not().hasTitle("run");
        whoMayNotIsTold(zoe, ingest);

        hers.clearCookies();
        zoe.navigate(ingest.url() + "#/settings/tokens");
        zoe.reload();
        zoe.getByTestId("login-user").waitFor();
        byKeyboard(zoe, zoe.getByTestId("login-user"), "zoe", OWN);
        zoe.getByTestId("token-new").waitFor();
        hers.clearCookies();
        zoe.getByTestId("section-self").click();
        assertThat(zoe.getByTestId("login-expired")).containsText("登录已过期");
        byKeyboard(zoe, zoe.getByTestId("login-password"), OWN);
        zoe.getByTestId("password-current").waitFor();
        assertThat(zoe.url()).endsWith("#/settings/self");
      }
      theTrailShowsBeforeAndAfter(admin);
    }
  }

  /** Types into one field after the other, and sends. */
  private static void byKeyboard(
      com.microsoft.playwright.Page page, Locator first, String... texts) {
    assertThat(first).isFocused();
    for (int i = 0; i < texts.length; i++) {
      if (i > 0) {
        page.keyboard().press("Tab");
      }
      page.keyboard().type(texts[i]);
    }
    page.keyboard().press("Enter");
  }

  /** By an address that somebody sent, and by what a page would say of the service's answer. */
  private static void whoMayNotIsTold(com.microsoft.playwright.Page zoe, Ingest ingest) {
    zoe.navigate(ingest.url() + "#/settings/people");
    assertThat(zoe.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("没有权限")))
        .isVisible();
    zoe.getByTestId("section-tokens").click();
    zoe.getByTestId("token-new").click();
    zoe.getByTestId("token-name").fill("x");
    zoe.getByTestId("token-role").selectOption("administrator");
    zoe.getByTestId("dialog-submit").click();
    assertThat(zoe.getByTestId("form-dialog").getByRole(AriaRole.ALERT)).containsText("没有成功");
    zoe.keyboard().press("Escape");
  }

  private static void theTrailShowsBeforeAndAfter(com.microsoft.playwright.Page admin) {
    admin.getByTestId("account-zoe").getByRole(AriaRole.BUTTON).first().click();
    admin.getByTestId("account-role").selectOption("leader");
    admin.getByTestId("dialog-submit").click();
    assertThat(admin.getByTestId("account-zoe")).containsText("带班领导");
    admin.getByTestId("section-audit").click();
    admin.getByTestId("audit-subject").fill("zoe");
    admin.getByTestId("audit-find").click();
    Locator changed =
        admin
            .getByTestId("audit")
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText("修改账号"));
    assertThat(changed).hasCount(1);
    assertThat(changed.getByRole(AriaRole.CELL).nth(3)).containsText("查看者");
    assertThat(changed.getByRole(AriaRole.CELL).nth(4)).containsText("带班领导");
    assertThat(admin.getByRole(AriaRole.CELL, new GetByRoleOptions().setName("修改密码")).first())
        .isVisible();
  }

  @Test
  void a_lost_password_is_reset_whether_the_service_runs_or_not() {
    try (Ingest ingest = Ingest.embedded(folder.resolve("ingest"), Ports.free(), campus).start()) {
      ingest.post("api/v1/accounts", "{\"name\":\"zoe\",\"role\":\"viewer\"}");
      String running = reset(ingest);
      assertThat(logIn(ingest, running)).isEqualTo(200);
      ingest.kill();
      String standing = reset(ingest);
      ingest.start();
      assertThat(logIn(ingest, running)).isEqualTo(401);
      assertThat(logIn(ingest, standing)).isEqualTo(200);
      assertThat(ingest.log()).doesNotContain(running).doesNotContain(standing);
      assertThat(ingest.get("api/v1/audit?subject=zoe").at("/entries").toString())
          .contains("\"(command line)\"", "password-reset");
      Program.Result none = ingest.command("reset-password", "nobody");
      assertThat(none.exitCode()).isEqualTo(1);
      assertThat(none.output()).contains("there is no account 'nobody', only admin, zoe");
    }
  }

  private static int logIn(Ingest ingest, String password) {
    String body = "{\"user\":\"zoe\",\"password\":\"%s\"}".formatted(password);
    return ingest.raw("POST", "api/v1/session", body).status();
  }

  private static String reset(Ingest ingest) {
    Program.Result result = ingest.command("reset-password", "zoe");
    assertThat(result.exitCode()).as(result.output()).isZero();
    Matcher said = Pattern.compile("New password of zoe: (\\S+)").matcher(result.output());
    assertThat(said.find()).as(result.output()).isTrue();
    return said.group(1);
  }
}
