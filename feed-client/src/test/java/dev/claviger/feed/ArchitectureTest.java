package dev.claviger.feed;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

@AnalyzeClasses(packages = "dev.claviger.feed", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule following_the_feed_needs_the_contract_and_an_http_client =
            classes().should().onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "io.vertx.core..", "org.pcollections", "dev.claviger.contract", "dev.claviger.feed");
}
