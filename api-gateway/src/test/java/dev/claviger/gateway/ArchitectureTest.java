package dev.claviger.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.claviger.gateway.authorize.Authorizer;
import dev.claviger.gateway.authorize.Permit;

@AnalyzeClasses(packages = "dev.claviger.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule rooms_form_no_cycles = slices().matching("dev.claviger.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_gateway_knows_no_other_service = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("dev.claviger.credential..", "dev.claviger.token..");

    @ArchTest
    static final ArchRule only_the_authorizer_makes_permits = noClasses().that().areNotAssignableTo(Authorizer.class)
            .and().areNotAssignableTo(Permit.class).should().callConstructorWhere(DescribedPredicate.describe("of a permit",
                    call -> call.getTargetOwner().isAssignableTo(Permit.class)));

    @ArchTest
    static final ArchRule rooms_do_not_know_who_puts_them_together = noClasses().that().resideInAPackage("dev.claviger.gateway.*..")
            .should().dependOnClassesThat().resideInAPackage("dev.claviger.gateway");
}
