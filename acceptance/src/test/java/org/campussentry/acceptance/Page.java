package org.campussentry.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Chromium, driven as a person would: looks and clicks. */
final class Page implements AutoCloseable {
  private final Playwright playwright;
  private final Browser browser;
  private final com.microsoft.playwright.Page page;

  Page() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
    Scenarios.started("chromium");
    page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
  }

  /** Another one's browser, so to say: without what the first one keeps. */
  BrowserContext context() {
    return browser.newContext();
  }

  /** A phone that is touched. */
  BrowserContext phone() {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(390, 844)
            .setHasTouch(true)
            .setIsMobile(true));
  }

  com.microsoft.playwright.Page logIn(String url) {
    return logIn(page, url);
  }

  static com.microsoft.playwright.Page logIn(com.microsoft.playwright.Page page, String url) {
    page.navigate(url);
    logIn(page);
    return page;
  }

  /** On the login page. */
  static void logIn(com.microsoft.playwright.Page page) {
    page.getByTestId("login-user").fill("admin");
    page.getByTestId("login-password").fill(Ingest.PASSWORD);
    page.getByTestId("login-submit").click();
    page.getByTestId("verdict").waitFor();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
