package dev.claviger.token;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Future;
import io.vertx.core.Handler;

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

    /** What throws in a handler of a success is nobody's failure, and the browser would wait for ever. */
    @ArchTest
    static final ArchRule pages_are_answered_whatever_happens = noClasses().that().resideInAnyPackage("..person..", "..login..", "..external..", "..consent..", "..logout..")
            .and().haveSimpleNameEndingWith("Endpoint").or().haveSimpleNameEndingWith("Page").or().haveSimpleNameEndingWith("Pages")
            .should().callMethod(Future.class, "onSuccess", Handler.class);

    @ArchTest
    static final ArchRule nothing_shrugs = noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper|Common|Base)");
}
