package org.campussentry.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The order of rooms, as the design states it: a package imports only those above it. */
class HouseTest {
  private static final String HOUSE = "org.campussentry.edge";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);

  @Test
  void a_package_imports_only_those_above_it() {
    var house = layeredArchitecture().consideringOnlyDependenciesInLayers();
    for (String room :
        new String[] {
          "reading", "config", "remote", "bus", "device", "poll", "inspect", "outbox", "uplink"
        }) {
      house = house.layer(room).definedBy(HOUSE + "." + room);
    }
    house
        .layer("root")
        .definedBy(HOUSE)
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("uplink")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("outbox")
        .mayOnlyBeAccessedByLayers("uplink", "root")
        .whereLayer("poll")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("inspect")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("device")
        .mayOnlyBeAccessedByLayers("poll", "inspect", "root")
        .whereLayer("bus")
        .mayOnlyBeAccessedByLayers("device", "poll", "inspect", "root")
        .whereLayer("remote")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("remote", "bus", "device", "uplink", "root")
        .check(CLASSES);
  }

  @Test
  void there_are_no_drawers() {
    noClasses()
        .should()
        .haveNameMatching(
            ".*\\.(util|common|helper|manager|impl|misc)\\..*"
                + "|.*\\.(Abstract|Base|Default)[A-Z]\\w*"
                + "|.*(Util|Utils|Helper|Manager|Impl)")
        .check(CLASSES);
  }
}
