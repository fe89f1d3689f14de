package org.campussentry.ingest.web;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.campussentry.ingest.account.Right;

/**
 * Which right each request takes: the first line that fits. What no line names takes {@code look}
 * to read and {@code administer} to write, so that a new route is closed until somebody opens it.
 */
final class RouteRights {
  /**
   * One line a route: method, path ({@code :x} is any one part, a last {@code *} all that follows),
   * right; {@code wall} where a wall's token may, {@code first} where a password that has to be
   * changed is enough.
   */
  private static final String TABLE =
      """
      GET    /api/v1/session                          look  wall first
      PUT    /api/v1/session/password                 look  first
      GET    /api/v1/overview                         look  wall
      GET    /api/v1/live                             look  wall
      DELETE /api/v1/sessions/:id                     look
      POST   /api/v1/tokens                           look
      DELETE /api/v1/tokens/:id                       look
      GET    /api/v1/accounts/*                       administer
      GET    /api/v1/audit/*                          administer
      PUT    /api/v1/accounts/*                       administer
      POST   /api/v1/accounts/*                       administer
      POST   /api/v1/alerts/:id/acknowledge           act
      POST   /api/v1/alerts/:id/close                 act
      POST   /api/v1/alerts/:id/shelve                act
      POST   /api/v1/alerts/:id/unshelve              act
      PUT    /api/v1/alerts/:id/photo                 act
      POST   /api/v1/drills                           act
      DELETE /api/v1/drills/:id                       act
      POST   /api/v1/duty/handovers/:id/sign          act
      POST   /api/v1/reports/upward/:id               act
      POST   /api/v1/reports/daily/:date/sign         sign
      POST   /api/v1/reports/daily/*                  act
      POST   /api/v1/reports/upward/:id/not-required  sign
      PUT    /api/v1/duty/*                           plan
      POST   /api/v1/duty/*                           plan
      DELETE /api/v1/duty/*                           plan
      POST   /api/v1/maintenance                      plan
      DELETE /api/v1/maintenance/:id                  plan
      POST   /api/v1/disinfection/slots/*             act
      POST   /api/v1/disinfection/sprayers/*          act
      POST   /api/v1/ledgers/entries                  act
      POST   /api/v1/ledgers/:span/issue              act
      POST   /api/v1/disinfection/again               tend
      PUT    /api/v1/disinfection/plans/*             plan
      POST   /api/v1/disinfection/plans/*             plan
      DELETE /api/v1/disinfection/plans/*             plan
      POST   /api/v1/supplies/:id/movements           act
      PUT    /api/v1/supplies/:id                     plan
      DELETE /api/v1/supplies/:id                     plan
      GET    /api/v1/disinfection/codes               tend
      PUT    /api/v1/points/:id/instrument            tend
      POST   /api/v1/points/:id/retire                tend
      POST   /api/v1/deadletters/*                    tend
      POST   /api/v1/gateways/*                       tend
      PUT    /api/v1/gateways/*                       tend
      DELETE /api/v1/gateways/*                       tend
      POST   /api/v1/floor-plans/*                    tend
      PUT    /api/v1/floor-plans/*                    tend
      DELETE /api/v1/floor-plans/*                    tend
      POST   /api/v1/rules/*                          rule
      PUT    /api/v1/rules/*                          rule
      DELETE /api/v1/rules/*                          rule
      POST   /api/v1/channels/*                       administer
      """;

  /** What a request takes. */
  record Need(Right right, boolean wall, boolean first) {}

  private record Line(String method, List<String> path, Need need) {
    static Line of(String text) {
      List<String> words = List.of(text.trim().split("\\s+", -1));
      Set<String> marks = Set.copyOf(words.subList(3, words.size()));
      Right right = Right.of(words.get(2)).orElseThrow();
      return new Line(
          words.get(0),
          parts(words.get(1)),
          new Need(right, marks.contains("wall"), marks.contains("first")));
    }

    boolean fits(String asked, List<String> parts) {
      boolean open = path.get(path.size() - 1).equals("*");
      int named = open ? path.size() - 1 : path.size();
      if (!method.equals(asked) || parts.size() < named || (!open && parts.size() > named)) {
        return false;
      }
      for (int i = 0; i < named; i++) {
        if (!path.get(i).startsWith(":") && !path.get(i).equals(parts.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Line> LINES = TABLE.lines().map(Line::of).toList();

  private RouteRights() {}

  /**
   * Finds the line of a request.
   *
   * @param path normalised, so that it is the one by which the router chooses
   */
  static Need of(String method, String path) {
    String asked = method.equals("HEAD") ? "GET" : method;
    List<String> parts = parts(path);
    return LINES.stream()
        .filter(line -> line.fits(asked, parts))
        .findFirst()
        .map(Line::need)
        .orElseGet(
            () -> new Need(asked.equals("GET") ? Right.LOOK : Right.ADMINISTER, false, false));
  }

  /** A slash at the end makes no other route of it. */
  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }
}
