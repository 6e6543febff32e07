package dev.claviger.credential;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.claviger.credential");

    @Test
    void rooms_have_no_cycles() {
        slices().matching("dev.claviger.credential.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void of_the_other_modules_only_the_contract_and_the_start_are_known() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("dev.claviger.token..", "dev.claviger.gateway..", "dev.claviger.feed..",
                "dev.claviger.quickstart..").check(CLASSES);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses().should().haveNameMatching(".*(Impl|Manager|Utils?|Helper|Common|Base|Service)").check(CLASSES);
    }
}
