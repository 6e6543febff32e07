package dev.claviger.relyingparty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.claviger.relyingparty", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule signing_in_elsewhere_needs_the_library_and_no_module_of_ours = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.nimbusds..", "net.minidev.json..", "io.vertx.core..", "dev.claviger.relyingparty");
}
