package org.campussentry.ingest.web;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses writes that a browser sends from another site's page, whatever their body. Browsers say
 * by themselves where a request begins; a program says nothing of it and is let through, and who
 * shows a token by hand can't be misled.
 */
final class OwnOrigin implements Handler<RoutingContext> {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  private final String publicAuthority;

  /**
   * @param publicUrl of the pages; a proxy may hand on another host than the browser asked
   */
  OwnOrigin(String publicUrl) {
    this.publicAuthority = authority(publicUrl).orElse("");
  }

  @Override
  public void handle(RoutingContext ctx) {
    if (READS.contains(ctx.request().method().name()) || Gate.bearer(ctx).isPresent()) {
      ctx.next();
      return;
    }
    if (isOurs(
        ctx.request().getHeader("Sec-Fetch-Site"),
        ctx.request().getHeader("Origin"),
        String.valueOf(ctx.request().authority()))) {
      ctx.next();
    } else {
      Problem.answer(
          ctx,
          403,
          "Not from here",
          "another site's page sent this; use the pages of this service");
    }
  }

  private boolean isOurs(String fetchSite, String origin, String host) {
    if (fetchSite != null) {
      return fetchSite.equals("same-origin") || fetchSite.equals("none");
    }
    if (origin == null) {
      return true;
    }
    Optional<String> from = authority(origin);
    return from.isPresent() && (from.get().equals(host) || from.get().equals(publicAuthority));
  }

  private static Optional<String> authority(String url) {
    try {
      return Optional.ofNullable(URI.create(url).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
