package dev.claviger.start;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.claviger.start", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule a_start_needs_the_framework_and_no_module_of_ours = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "jakarta.enterprise..", "jakarta.inject", "io.quarkus.runtime..", "io.smallrye.config", "org.eclipse.microprofile.config..",
                    "io.micrometer.core.instrument", "dev.claviger.start");
}
