package dev.claviger.token;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "dev.claviger.token", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule rooms_have_no_cycles = slices().matching("dev.claviger.token.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_within_signing_have_no_cycles = slices().matching("dev.claviger.token.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule services_never_import_each_other = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("dev.claviger.credential..", "dev.claviger.gateway..", "dev.claviger.quickstart..");

    @ArchTest
    static final ArchRule dialects_are_data = classes().that().resideInAPackage("..dialect..").should().onlyDependOnClassesThat()
            .resideInAnyPackage("..dialect..", "java..");

    @ArchTest
    static final ArchRule only_one_class_writes_errors = noClasses().that().resideOutsideOfPackages("..error..", "..exchange..")
            .should().dependOnClassesThat().haveSimpleName("OAuthErrorResponse");

    @ArchTest
    static final ArchRule nothing_shrugs = noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper|Common|Base)");
}
