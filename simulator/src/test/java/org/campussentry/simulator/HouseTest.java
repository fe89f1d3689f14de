package org.campussentry.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The order of the packages, and the names that no class may have. */
class HouseTest {
  private static final String ROOT = "org.campussentry.simulator";
  // Imported here and not by ArchUnit's own engine, whose rules Surefire counts as no tests.
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);

  @Test
  void packages_know_only_those_above_them() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("physics")
        .definedBy(ROOT + ".physics")
        .layer("fault")
        .definedBy(ROOT + ".fault")
        .layer("line")
        .definedBy(ROOT + ".line")
        .layer("slave")
        .definedBy(ROOT + ".slave")
        .layer("campus")
        .definedBy(ROOT + ".campus")
        .layer("root")
        .definedBy(ROOT)
        .whereLayer("physics")
        .mayNotAccessAnyLayer()
        .whereLayer("fault")
        .mayNotAccessAnyLayer()
        .whereLayer("line")
        .mayNotAccessAnyLayer()
        .whereLayer("slave")
        .mayOnlyAccessLayers("physics", "line")
        .whereLayer("campus")
        .mayOnlyAccessLayers("physics", "fault", "slave")
        .whereLayer("root")
        .mayOnlyAccessLayers("fault", "slave", "campus")
        .check(HOUSE);
  }

  @Test
  void no_cycles() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void physics_is_pure() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".physics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "com.digitalpetri..")
        .check(HOUSE);
  }

  @Test
  void no_drawers() {
    noClasses()
        .should()
        .haveNameMatching(".*\\.(util|common|helper|manager|impl|misc)\\..*")
        .orShould()
        .haveNameMatching(".*\\.(Abstract|Base|Default)[A-Z][^.]*")
        .orShould()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
        .check(HOUSE);
  }
}
