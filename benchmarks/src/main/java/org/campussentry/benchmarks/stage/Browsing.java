package org.campussentry.benchmarks.stage;

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

/** Debian's Chromium with somebody logged in. */
public final class Browsing implements AutoCloseable {
  private static final String LONG_TASKS =
      "window.longest = 0; window.tasks = 0; new PerformanceObserver(l => l.getEntries().forEach(e => {"
          + " window.tasks++; window.longest = Math.max(window.longest, e.duration); })).observe({type: 'longtask'})";

  /** From the click to the second frame after the new chart stands in the page. */
  private static final String DRAWN =
      "testId => new Promise(done => { const chart = () => document.querySelector('.uplot'), old = chart(),"
          + " begun = performance.now(); new MutationObserver((_, me) => { if (chart() && chart() !== old) { me.disconnect();"
          + " requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun))); } })"
          + ".observe(document, {subtree: true, childList: true});"
          + " document.querySelector(`[data-testid=${testId}]`).click(); })";

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser;
  private final String url;

  /** Starts it; `url` is that of the service's pages. */
  public Browsing(String url) {
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
  public record FirstView(double kilobytes, double milliseconds) {}

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
  public FirstView firstView(double slower) {
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
              + "') && document.querySelector('[data-testid^=building-]')) { me.disconnect();"
              + " document.documentElement.dataset.seen = performance.now(); } }).observe(document, {subtree: true, childList: true, attributes: true})");
      page.navigate(url);
      // The content security policy forbids what waits for an expression.
      page.locator("html[data-seen]").waitFor();
      double seen = Double.parseDouble(page.locator("html").getAttribute("data-seen"));
      return new FirstView(bytes.get() / 1024.0, seen);
    }
  }

  /** How the overview runs while values change. */
  public record Smooth(double longestMs, int longTasks) {}

  /**
   * Watches it for a while.
   *
   * @param open with all areas and points on the page
   */
  public Smooth smooth(boolean open, int milliseconds) {
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

  /**
   * Chooses 30 days on the page of a point, and a day between.
   *
   * @return milliseconds from each click on 30 days to what is drawn
   */
  public double[] drawn(String point, int times) {
    try (BrowserContext context = loggedIn()) {
      Page page = context.newPage();
      page.navigate(url + "#/points/" + point);
      page.locator(".uplot").waitFor();
      double[] milliseconds = new double[times];
      for (int i = 0; i < times; i++) {
        milliseconds[i] = ((Number) page.evaluate(DRAWN, "range-30d")).doubleValue();
        page.evaluate(DRAWN, "range-24h");
      }
      return milliseconds;
    }
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
