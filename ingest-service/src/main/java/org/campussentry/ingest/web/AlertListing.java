package org.campussentry.ingest.web;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.campussentry.ingest.reading.Campus;
import org.campussentry.ingest.watch.Alert;
import org.campussentry.ingest.watch.AlertArchive;
import org.campussentry.ingest.watch.AlertQuery;
import org.campussentry.ingest.watch.Rule;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.Severity;

/** What an address asks of the list of alerts, and one page of it. Reads the journal. */
final class AlertListing {
  private static final int LIMIT_MAX = 500;
  private static final int WORDS_MAX = 200;
  private static final Pattern MARK =
      Pattern.compile("(info|warning|critical)-([01])-(-?\\d{1,15})-([0-9A-Za-z_-]{1,64})");

  private final AlertArchive archive;
  private final Campus campus;
  private final RuleBook rules;
  private final Views views;
  private final InstantSource clock;

  AlertListing(
      AlertArchive archive, Campus campus, RuleBook rules, Views views, InstantSource clock) {
    this.archive = archive;
    this.campus = campus;
    this.rules = rules;
    this.views = views;
    this.clock = clock;
  }

  /** What the parameters of a request say; a 400 names the wrong one. */
  AlertQuery query(MultiMap said, String user) {
    return new AlertQuery(
        new AlertQuery.Filter(
            words(said, "state", Alert.State.values(), Alert.State::word),
            words(said, "severity", Severity.values(), Severity::word),
            text(said, "site"),
            text(said, "area"),
            text(said, "rule"),
            text(said, "q").map(this::named),
            time(said, "from"),
            time(said, "to"),
            new AlertQuery.Handled(
                flag(said, "unacknowledged"),
                flag(said, "mine") ? Optional.of(user) : Optional.empty(),
                flag(said, "shelved") ? OptionalLong.of(clock.millis()) : OptionalLong.empty(),
                flag(said, "outOfService"),
                flag(said, "late"))),
        order(said),
        text(said, "after").map(AlertListing::mark),
        limit(said));
  }

  /** The alerts, how many there are, and after which one to go on if there are more. */
  JsonObject page(AlertQuery query) {
    int limit = query.limit();
    List<Alert> found =
        archive.find(
            new AlertQuery(query.filter(), query.order(), query.after(), Math.addExact(limit, 1)));
    List<Alert> shown = found.size() > limit ? found.subList(0, limit) : found;
    JsonObject page =
        new JsonObject().put("alerts", views.alerts(shown)).put("total", archive.count(query));
    return found.size() > limit
        ? page.put("next", text(AlertQuery.Mark.of(shown.get(limit - 1))))
        : page;
  }

  private static Optional<String> text(MultiMap said, String name) {
    return Optional.ofNullable(said.get(name)).map(String::strip).filter(t -> !t.isEmpty());
  }

  private static boolean flag(MultiMap said, String name) {
    return "true".equals(said.get(name));
  }

  private static OptionalLong time(MultiMap said, String name) {
    return text(said, name)
        .map(t -> OptionalLong.of(Times.parse(name, t)))
        .orElse(OptionalLong.empty());
  }

  private static <T> Set<T> words(MultiMap said, String name, T[] all, Function<T, String> word) {
    Set<T> found = new HashSet<>();
    for (String one : text(said, name).map(t -> t.split(",")).orElse(new String[0])) {
      found.add(
          Arrays.stream(all)
              .filter(t -> word.apply(t).equals(one.strip().toLowerCase(Locale.ROOT)))
              .findFirst()
              .orElseThrow(() -> Problem.bad(wrong(name, one, all, word))));
    }
    return found;
  }

  private static <T> String wrong(String name, String one, T[] all, Function<T, String> word) {
    String known = Arrays.stream(all).map(word).collect(Collectors.joining(", "));
    return "'%s' is one or more of %s with commas between, not '%s'".formatted(name, known, one);
  }

  private static AlertQuery.Order order(MultiMap said) {
    String word = text(said, "order").orElse("newest");
    return switch (word) {
      case "newest" -> AlertQuery.Order.NEWEST;
      case "worst" -> AlertQuery.Order.WORST;
      default -> throw Problem.bad("'order' is newest or worst, not '" + word + "'");
    };
  }

  private static int limit(MultiMap said) {
    String text = text(said, "limit").orElse(String.valueOf(LIMIT_MAX));
    int limit = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > LIMIT_MAX) {
      throw Problem.bad("'limit' is a whole number from 1 to " + LIMIT_MAX);
    }
    return limit;
  }

  private static String text(AlertQuery.Mark mark) {
    return "%s-%d-%d-%s"
        .formatted(mark.severity().word(), mark.claimed() ? 1 : 0, mark.since(), mark.id());
  }

  private static AlertQuery.Mark mark(String text) {
    Matcher parts = MARK.matcher(text);
    if (!parts.matches()) {
      throw Problem.bad("'after' is what an answer called 'next', not '" + text + "'");
    }
    return new AlertQuery.Mark(
        Severity.valueOf(parts.group(1).toUpperCase(Locale.ROOT)),
        parts.group(2).equals("1"),
        Long.parseLong(parts.group(3)),
        parts.group(4));
  }

  /** Rules and areas are found by their names in both languages. */
  private AlertQuery.Words named(String text) {
    if (text.length() > WORDS_MAX) {
      throw Problem.bad("'q' has at most " + WORDS_MAX + " letters");
    }
    Set<AlertQuery.Area> areas = new HashSet<>();
    campus
        .sites()
        .forEach(
            (site, known) ->
                known
                    .areas()
                    .forEach(
                        (path, area) -> {
                          if (contains(
                              text, known.name(), known.nameEn(), area.name(), area.nameEn())) {
                            areas.add(new AlertQuery.Area(site, path));
                          }
                        }));
    Set<String> found =
        rules.all().stream()
            .filter(r -> contains(text, r.words().name(), r.words().nameEn()))
            .map(Rule::id)
            .collect(Collectors.toSet());
    return new AlertQuery.Words(text, found, areas);
  }

  private static boolean contains(String text, String... names) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return Arrays.stream(names)
        .anyMatch(name -> name != null && name.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
