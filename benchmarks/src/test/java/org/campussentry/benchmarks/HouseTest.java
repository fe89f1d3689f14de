package org.campussentry.benchmarks;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The order of rooms: a package imports only those above it. */
class HouseTest {
  private static final String HOUSE = "org.campussentry.benchmarks";

  @Test
  void a_package_imports_only_those_above_it() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("measure")
        .definedBy(HOUSE + ".measure")
        .layer("stage")
        .definedBy(HOUSE + ".stage")
        .layer("edge")
        .definedBy(HOUSE + ".edge")
        .layer("ingest")
        .definedBy(HOUSE + ".ingest")
        .layer("page")
        .definedBy(HOUSE + ".page")
        .layer("root")
        .definedBy(HOUSE)
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("edge")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("page")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("stage")
        .mayOnlyBeAccessedByLayers("edge", "ingest", "page", "root")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(HOUSE));
  }
}
