package org.campussentry.ingest;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of rooms: data flows one way, and only the root sees all. */
class HouseTest {
  private static final String HOUSE = "org.campussentry.ingest";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);

  /** Each room, and who may look into it beside the root. */
  private static final Map<String, List<String>> VISITORS =
      Map.ofEntries(
          Map.entry(
              "reading",
              List.of(
                  "intake",
                  "coverage",
                  "history",
                  "watch",
                  "duty",
                  "notice",
                  "instrument",
                  "disinfection",
                  "supply",
                  "report",
                  "daily",
                  "ledger",
                  "drill",
                  "deadman",
                  "journal",
                  "web")),
          Map.entry("instrument", List.of("daily", "ledger", "journal", "web")),
          Map.entry("amend", List.of("journal", "web")),
          Map.entry("disinfection", List.of("supply", "daily", "ledger", "journal", "web")),
          Map.entry("supply", List.of("journal", "web")),
          Map.entry("broker", List.of("intake", "provision")),
          Map.entry(
              "intake",
              List.of("coverage", "daily", "ledger", "provision", "deadman", "journal", "web")),
          Map.entry("coverage", List.of("daily", "ledger", "journal", "web")),
          Map.entry("command", List.of("backup")),
          Map.entry("provision", List.of()),
          Map.entry("backup", List.of()),
          Map.entry("print", List.of("report", "ledger", "sending", "web")),
          Map.entry("history", List.of("daily", "ledger", "backup", "web")),
          Map.entry(
              "watch",
              List.of(
                  "duty", "notice", "report", "daily", "ledger", "sending", "drill", "deadman",
                  "journal", "web")),
          Map.entry(
              "duty",
              List.of(
                  "notice", "report", "daily", "ledger", "sending", "deadman", "journal", "web")),
          Map.entry("report", List.of("journal", "web")),
          Map.entry("daily", List.of("sending", "journal", "web")),
          Map.entry("ledger", List.of("journal", "web")),
          Map.entry("notice", List.of("sending", "deadman", "journal", "web")),
          Map.entry("sending", List.of("web")),
          Map.entry("drill", List.of("journal", "web")),
          Map.entry("deadman", List.of("journal", "web")),
          Map.entry("account", List.of("journal", "web")),
          Map.entry("web", List.of("journal")),
          Map.entry("journal", List.of()));

  @Test
  void a_package_imports_only_those_that_the_design_lets_it_know() {
    var house =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy(HOUSE)
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer();
    for (String room : VISITORS.keySet()) {
      house = house.layer(room).definedBy(HOUSE + "." + room);
    }
    for (var entry : VISITORS.entrySet()) {
      List<String> visitors = new java.util.ArrayList<>(entry.getValue());
      visitors.add("root");
      house =
          house
              .whereLayer(entry.getKey())
              .mayOnlyBeAccessedByLayers(visitors.toArray(String[]::new));
    }
    house.check(CLASSES);
  }

  @Test
  void no_package_needs_another_that_needs_it() {
    slices().matching(HOUSE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
