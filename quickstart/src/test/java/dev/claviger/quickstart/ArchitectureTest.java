package dev.claviger.quickstart;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.claviger.quickstart", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_services_are_met_over_http_only = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("dev.claviger.token..", "dev.claviger.credential..", "dev.claviger.gateway..", "dev.claviger.start..");

    @ArchTest
    static final ArchRule rooms_have_no_cycles = slices().matching("dev.claviger.(quickstart..)").should().beFreeOfCycles();
}
