package dev.claviger.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.claviger.client", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule whoever_takes_it_takes_one_small_library_along = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.net.ssl", "com.fasterxml.jackson.core..", "dev.claviger.client..");

    @ArchTest
    static final ArchRule rooms_have_no_cycles = slices().matching("dev.claviger.(client..)").should().beFreeOfCycles();
}
