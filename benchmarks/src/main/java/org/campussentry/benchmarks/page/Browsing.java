package org.campussentry.benchmarks.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.campussentry.benchmarks.stage.Service;

/** Debian's Chromium with somebody logged in. */
final class Browsing implements AutoCloseable {
  private static final String LONG_TASKS =
      "window.longest = 0; window.tasks = 0; new PerformanceObserver(l => l.getEntries().forEach(e => {"
          + " window.tasks++; window.longest = Math.max(window.longest, e.duration); })).observe({type: 'longtask'})";

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser;
  private final String url;

  Browsing(String url) {
    this.url = url;
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  /** What a first visit costs. */
  record FirstView(double kilobytes, double milliseconds) {}

  private BrowserContext loggedIn() {
    BrowserContext context =
        browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
    context
        .request()
        .post(
            url + "api/v1/session",
            RequestOptions.create()
                .setHeader("Content-Type", "application/json")
                .setData(Map.of("user", "admin", "password", Service.PASSWORD)));
    return context;
  }

  /**
   * Opens the overview with an empty cache on a processor as slow as that.
   *
   * @param slower 4: a fourth of this machine's speed
   * @return compressed JavaScript, and milliseconds from the navigation to the first values
   */
  FirstView firstView(double slower) {
    try (BrowserContext context = loggedIn()) {
      Page page = context.newPage();
      var cdp = context.newCDPSession(page);
      JsonObject rate = new JsonObject();
      rate.addProperty("rate", slower);
      cdp.send("Emulation.setCPUThrottlingRate", rate);
      cdp.send("Network.enable");
      AtomicLong bytes = new AtomicLong();
      page.onResponse(
          response -> {
            if (response.url().endsWith(".js")) {
              response.finished();
              bytes.addAndGet(response.request().sizes().responseBodySize);
            }
          });
      page.addInitScript(
          "new MutationObserver((_, me) => { if (document.querySelector('[data-testid=verdict]:not(.is-unknown)"
              + "') && document.querySelector('[data-testid^=building-]')) { window.seen = performance.now();"
              + " me.disconnect(); } }).observe(document, {subtree: true, childList: true, attributes: true})");
      page.navigate(url);
      page.waitForFunction("window.seen");
      double seen = ((Number) page.evaluate("window.seen")).doubleValue();
      return new FirstView(bytes.get() / 1024.0, seen);
    }
  }

  /** How the overview runs while values change. */
  record Smooth(double longestMs, int longTasks) {}

  /**
   * Watches it for a while.
   *
   * @param open with all areas and points on the page
   */
  Smooth smooth(boolean open, int milliseconds) {
    try (BrowserContext context = loggedIn()) {
      Page page = context.newPage();
      page.navigate(url);
      page.getByTestId("open-all").waitFor();
      if (open) {
        page.getByTestId("open-all").click();
      }
      page.waitForTimeout(3000);
      page.evaluate(LONG_TASKS);
      page.waitForTimeout(milliseconds);
      return new Smooth(
          ((Number) page.evaluate("window.longest")).doubleValue(),
          ((Number) page.evaluate("window.tasks")).intValue());
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
