package org.campussentry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Style as a test of the tree: names, sizes, and a map that tells the truth. */
class TidyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int FILE_LINES_MAX = 400;

  /** Names that say nothing of what lies inside. */
  private static final Pattern DRAWER =
      Pattern.compile(
          "/(utils?|common|helpers?|managers?|impl|misc)/|/(Base|Abstract|Default)[A-Z]\\w*\\.java$"
              + "|(Helper|Utils?|Manager|Impl)\\.java$");

  private static final Pattern PACKAGE_ROW = Pattern.compile("^\\| `([a-z]+)` \\|.*");

  private static final Pattern NAMED_TEST =
      Pattern.compile("`(\\w+(?:Test|IT|Contract))\\.(\\w+)`");

  private static List<Path> sources(Predicate<String> wanted) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(
              f -> {
                String path = "/" + ROOT.relativize(f);
                return !path.matches(".*/(target|node_modules|dist|\\.git|home)(/.*)?")
                    && wanted.test(path)
                    && Files.isRegularFile(f);
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> code() {
    return sources(path -> path.matches(".*\\.(java|ts|tsx)"));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> places(List<Path> files, Pattern bad) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = lines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (bad.matcher(lines.get(i)).find()) {
          found.add(ROOT.relativize(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  @Test
  void no_drawers() {
    assertThat(code()).isNotEmpty().noneMatch(f -> DRAWER.matcher(f.toString()).find());
  }

  @Test
  void no_file_needs_scrolling_without_end() {
    assertThat(code())
        .allSatisfy(
            f -> assertThat(lines(f).size()).as("%s", f).isLessThanOrEqualTo(FILE_LINES_MAX));
  }

  @Test
  void nothing_is_left_for_later_and_no_test_sleeps() {
    Pattern later = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    assertThat(places(code(), later)).isEmpty();
    Pattern sleep = Pattern.compile("Thread\\.sl" + "eep|TimeUnit\\.[A-Z]+\\.sl" + "eep");
    assertThat(places(sources(p -> p.matches(".*/src/test/.*\\.java")), sleep)).isEmpty();
    Pattern off = Pattern.compile("@Disa" + "bled\\b|test\\.sk" + "ip|describe\\.sk" + "ip");
    assertThat(places(code(), off)).isEmpty();
  }

  @Test
  void every_package_says_what_it_takes_in_and_hands_on() {
    for (Path file : sources(p -> p.matches(".*/src/main/java/.*\\.java"))) {
      assertThat(file.resolveSibling("package-info.java")).exists();
    }
  }

  @Test
  void lock_files_name_no_registry_and_the_tree_no_machine() {
    Pattern address = Pattern.compile("\"resolved\": *\"http|distri" + "butionUrl");
    assertThat(places(sources(p -> p.matches(".*/(package-lock\\.json|.*\\.properties)")), address))
        .isEmpty();
  }

  /** The map in the README is compared with the folders. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "README.zh-CN.md"})
  void the_map_shows_the_packages_that_are_there(String readme) {
    for (String module : List.of("edge-agent", "ingest-service", "simulator", "benchmarks")) {
      TreeSet<String> shown = new TreeSet<>();
      boolean inside = false;
      for (String line : lines(ROOT.resolve(readme))) {
        inside = line.startsWith("#") ? line.endsWith(" " + module) : inside;
        var row = PACKAGE_ROW.matcher(line);
        if (inside && row.matches()) {
          shown.add(row.group(1));
        }
      }
      TreeSet<String> there = new TreeSet<>();
      for (Path info :
          sources(p -> p.matches("/" + module + "/src/main/java/.*/package-info\\.java"))) {
        there.add(info.getParent().getFileName().toString());
      }
      // The root of a program is described as a whole, not as one of its packages.
      there.remove(module.replaceAll("-.*", ""));
      assertThat(shown).as("%s, %s", readme, module).isEqualTo(there);
    }
  }

  /** A row of the table is worth what its tests are. */
  @Test
  void every_test_that_the_table_of_faults_names_is_there() {
    var named =
        NAMED_TEST
            .matcher(String.join("\n", lines(ROOT.resolve("docs/faults.md"))))
            .results()
            .toList();
    List<Path> tests = sources(p -> p.matches(".*/src/test/.*\\.java"));
    assertThat(named).isNotEmpty();
    for (var test : named) {
      assertThat(tests)
          .as(test.group())
          .filteredOn(f -> f.endsWith(test.group(1) + ".java"))
          .anyMatch(f -> String.join("\n", lines(f)).contains(" void " + test.group(2) + "("));
    }
  }
}
