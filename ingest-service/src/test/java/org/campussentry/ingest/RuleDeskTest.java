package org.campussentry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.campussentry.ingest.watch.RuleBook;
import org.campussentry.ingest.watch.RuleChange;
import org.campussentry.ingest.watch.RuleDesk;
import org.campussentry.ingest.watch.RuleDesk.Outcome;
import org.campussentry.ingest.watch.RuleStore;
import org.campussentry.ingest.watch.WrittenRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people change on the page, over a campus file that is edited too. */
class RuleDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
  private static final String FILE =
      """
      rules:
        - {id: hall, quantity: temperature, area: hall, above: 30, for: 90s, severity: warning, do: 通风}
        - {id: cold-store-freezing, on: false}
      """;

  private final Memory store = new Memory();
  @TempDir Path folder;
  private RuleBook book;

  /** Two instances write into one of these. */
  private static final class Memory implements RuleStore {
    private final List<RuleChange> all = new ArrayList<>();

    @Override
    public List<RuleChange> latest() {
      Map<String, RuleChange> latest = new LinkedHashMap<>();
      all.forEach(c -> latest.put(c.rule(), c));
      return latest.values().stream().sorted(Comparator.comparing(RuleChange::at)).toList();
    }

    @Override
    public List<RuleChange> of(String rule) {
      return all.stream().filter(c -> c.rule().equals(rule)).toList();
    }

    @Override
    public boolean add(RuleChange change) {
      return all.add(change);
    }
  }

  private RuleDesk desk(String campus) throws Exception {
    CampusFile file = CampusFile.load(Files.writeString(folder.resolve("campus.yaml"), campus));
    book = file.rules();
    return new RuleDesk(file.written(), store, book);
  }

  private static Optional<String> hall(String rest) {
    return Optional.of(
        "{\"id\":\"hall\",\"quantity\":\"temperature\",\"area\":\"hall\"," + rest + "}");
  }

  private OptionalDouble upper(String rule) {
    return book.find(rule).orElseThrow().limit().orElseThrow().upper();
  }

  @Test
  void a_change_displaces_the_files_rule_at_once_and_after_a_restart_until_it_is_given_back()
      throws Exception {
    RuleDesk desk = desk(FILE);
    assertThat(desk.rules().inFile("hall").orElseThrow().keys())
        .as("as it was written")
        .contains("\"for\":\"90s\"");
    assertThat(desk.change("hall", hall("\"above\":28"), 0, "a", NOW)).isEqualTo(Outcome.DONE);
    assertThat(upper("hall")).hasValue(28);
    desk = desk(FILE);
    assertThat(upper("hall")).hasValue(28);
    assertThat(desk.rules().find("hall").orElseThrow().origin()).isEqualTo(WrittenRule.Origin.PAGE);
    assertThat(desk.change("hall", Optional.empty(), 1, "a", NOW)).isEqualTo(Outcome.DONE);
    assertThat(upper("hall")).hasValue(30);
    assertThat(desk.changes("hall")).hasSize(2);
  }

  @Test
  void who_saw_an_older_one_is_told() throws Exception {
    RuleDesk desk = desk(FILE);
    desk.change("hall", hall("\"above\":28"), 0, "a", NOW);
    assertThat(desk.change("hall", hall("\"above\":27"), 0, "b", NOW))
        .isEqualTo(Outcome.CHANGED_MEANWHILE);
    assertThat(desk.change("fever", Optional.empty(), 0, "b", NOW))
        .isEqualTo(Outcome.NOTHING_CHANGED);
    assertThat(upper("hall")).hasValue(28);
  }

  @Test
  void switched_off_it_is_kept_and_watches_nothing() throws Exception {
    RuleDesk desk = desk(FILE);
    desk.change("hall", hall("\"above\":28,\"on\":false"), 0, "a", NOW);
    assertThat(book.find("hall")).isEmpty();
    assertThat(desk.rules().find("hall").orElseThrow().on()).isFalse();
    WrittenRule freezing = desk.rules().find("cold-store-freezing").orElseThrow();
    assertThat(freezing.on()).as("off by its id in the file").isFalse();
    String on = freezing.keys().replace("\"on\":false", "\"on\":true");
    desk.change("cold-store-freezing", Optional.of(on), 0, "a", NOW);
    assertThat(book.find("cold-store-freezing")).isPresent();
  }

  @Test
  void what_is_wrong_is_refused_with_key_and_remedy_and_nothing_changes() throws Exception {
    RuleDesk desk = desk(FILE);
    Map<String, String> wrong =
        Map.of(
            "\"above\":28,\"below\":3", "give exactly one of",
            "\"abov\":28", "did you mean 'above'?",
            "\"above\":28,\"for\":\"soon\"", "is not a duration such as",
            "\"above\":28,\"severity\":\"loud\"", "`severity` is info, warning or critical");
    wrong.forEach(
        (keys, said) ->
            assertThatThrownBy(() -> desk.change("hall", hall(keys), 0, "a", NOW))
                .hasMessageContaining(said));
    String twin = hall("\"above\":31").orElseThrow().replace("\"id\":\"hall\"", "\"id\":\"twin\"");
    assertThatThrownBy(() -> desk.change("twin", Optional.of(twin), 0, "a", NOW))
        .hasMessageContaining("rules 'hall' and 'twin' overlap");
    assertThat(store.all).isEmpty();
    assertThat(upper("hall")).hasValue(30);
  }

  @Test
  void giving_back_does_not_bring_back_a_rival() throws Exception {
    RuleDesk desk = desk(FILE);
    desk.change("hall", hall("\"above\":28,\"severity\":\"critical\""), 0, "a", NOW);
    String twin = hall("\"above\":31").orElseThrow().replace("\"id\":\"hall\"", "\"id\":\"twin\"");
    desk.change("twin", Optional.of(twin), 0, "a", NOW.plusSeconds(1));
    assertThatThrownBy(() -> desk.change("hall", Optional.empty(), 1, "a", NOW.plusSeconds(2)))
        .hasMessageContaining("overlap");
    assertThat(upper("hall")).hasValue(28);
  }

  @Test
  void another_instance_takes_it_in_and_an_edited_file_is_said() throws Exception {
    RuleDesk other = desk(FILE);
    RuleBook books = book;
    desk(FILE).change("hall", hall("\"above\":28"), 0, "a", NOW);
    assertThat(books.find("hall").orElseThrow().limit().orElseThrow().upper()).hasValue(30);
    other.refresh(NOW);
    assertThat(books.find("hall").orElseThrow().limit().orElseThrow().upper()).hasValue(28);
    assertThat(other.rules().isFileEdited("hall")).isFalse();
    RuleDesk edited = desk(FILE.replace("above: 30", "above: 33"));
    assertThat(upper("hall")).as("the page wins").hasValue(28);
    assertThat(edited.rules().isFileEdited("hall")).isTrue();
  }

  @Test
  void what_can_not_hold_beside_an_edited_file_is_set_aside_and_said() throws Exception {
    String own = hall("\"above\":31").orElseThrow().replace("\"id\":\"hall\"", "\"id\":\"own\"");
    desk("sites: {}\n").change("own", Optional.of(own), 0, "a", NOW);
    store.add(
        new RuleChange(
            "fever", 1, Optional.of("{\"id\":\"fever\",\"new\":1}"), Optional.empty(), "a", NOW));
    RuleDesk desk = desk(FILE);
    assertThat(book.find("own")).isEmpty();
    assertThat(upper("hall")).hasValue(30);
    assertThat(upper("fever")).as("the default one holds").hasValue(37.3);
    assertThat(desk.rules().unread()).containsOnlyKeys("own", "fever");
    assertThat(desk.change("own", Optional.empty(), 1, "a", NOW)).isEqualTo(Outcome.DONE);
    assertThat(desk.rules().unread()).containsOnlyKeys("fever");
  }
}
