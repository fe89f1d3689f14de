package org.campussentry.acceptance;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page.ScreenshotOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Looks at pages in one language, as nobody has the patience to: at each width, with what axe-core
 * and the console say, and with a screenshot of each. What is wrong is gathered, so that one run
 * tells all of it.
 */
final class Looks {
  /** One size of a window; its name stands in the names of screenshots. */
  record Size(String name, int width, int height) {
    boolean isLookedAtClosely() {
      return width < 1920;
    }
  }

  static final List<Size> SIZES =
      List.of(
          new Size("phone", 360, 740), new Size("desk", 1440, 900), new Size("screen", 1920, 1080));

  private static final int SETTLING = 20;
  static final Path KEPT = Path.of("target", "screenshots");
  private static final Path AXE =
      Path.of("..", "dashboards", "web", "node_modules", "axe-core", "axe.min.js");

  private static final String VIOLATIONS =
      "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(v =>"
          + " v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target + ' ' + n.html.slice(0, 160)).join(' | ')))";

  private final String url;
  private final String language;
  private final com.microsoft.playwright.Page page;
  private final String axe;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * @param language as the pages keep it: zh-CN or en
   */
  Looks(BrowserContext context, String url, String language) {
    this.url = url;
    this.language = language;
    try {
      axe = Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException("npm install in dashboards/web brings axe-core", e);
    }
    context.addInitScript("localStorage.setItem('campus-sentry.lang', '" + language + "')");
    page = context.newPage();
    page.onPageError(e -> said.add("threw " + e));
    page.onConsoleMessage(
        message -> {
          // Who is not logged in is told so by the answers to the first questions.
          boolean asked =
              message.location().matches(".*/api/v1/(session|overview|live).*") && atLogin();
          if (message.type().equals("error") && !asked) {
            said.add("console: " + message.text() + " at " + message.location());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(url) && !request.url().matches("(data|blob):.*")) {
            said.add("asked elsewhere: " + request.url());
          }
        });
  }

  private boolean atLogin() {
    return page.url().equals(url) || page.url().equals(url + "#/");
  }

  com.microsoft.playwright.Page page() {
    return page;
  }

  void logIn() {
    Page.logIn(page);
  }

  /**
   * @param address what follows the service's own, such as {@code #/alerts}
   * @param waitsFor a selector of what shows that the page is there
   */
  void at(String situation, String name, String address, String waitsFor) {
    String what = situation + " " + name + " " + language;
    page.navigate(url + address);
    try {
      page.waitForSelector(waitsFor);
      for (Size size : SIZES) {
        look(what + " " + size.name(), size);
        keep(situation + "-" + name + "-" + language.substring(0, 2), size);
      }
    } catch (RuntimeException e) {
      wrong.add(what + ": " + e.getMessage().lines().findFirst().orElse(""));
    }
    said.forEach(s -> wrong.add(what + ": " + s));
    said.clear();
  }

  private void look(String what, Size size) {
    page.setViewportSize(size.width(), size.height());
    long beyond = beyond();
    // Some draw themselves otherwise for a phone, once they hear of its width.
    for (int i = 0; i < SETTLING && beyond > 0; i++) {
      page.waitForTimeout(100);
      beyond = beyond();
    }
    if (beyond > 0) {
      wrong.add(what + ": scrolls sideways by " + beyond + " px");
    }
    if (!size.isLookedAtClosely()) {
      return; // The same rules of style hold as at a desk, and axe-core takes its time.
    }
    if (Boolean.FALSE.equals(page.evaluate("() => 'axe' in window"))) {
      page.evaluate(axe);
    }
    for (Object violation : (List<?>) page.evaluate(VIOLATIONS)) {
      wrong.add(what + ": " + violation);
    }
  }

  private long beyond() {
    return ((Number)
            page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .longValue();
  }

  private void keep(String name, Size size) {
    page.screenshot(
        new ScreenshotOptions().setPath(KEPT.resolve(name + "-" + size.name() + ".png")));
  }

  /** What nobody should find, one line each. */
  List<String> wrong() {
    return wrong;
  }
}
