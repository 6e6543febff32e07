package dev.claviger.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.yaml.snakeyaml.error.YAMLException;

import dev.claviger.deploy.manifest.DocumentedSettings;
import dev.claviger.deploy.manifest.DocumentedSettings.Setting;
import dev.claviger.deploy.manifest.ExternalSecrets;
import dev.claviger.deploy.manifest.Manifests;
import dev.claviger.deploy.manifest.Rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rules are worth what they find: one valid application, broken in one place at a time. */
class BrokenManifestsTest {

    private static final DocumentedSettings SETTINGS = new DocumentedSettings(List.of(new Setting("claviger.colour", true),
            new Setting("claviger.store.url", false), new Setting("claviger.database.url", false)));
    private static final Rules RULES = Rules.with(ExternalSecrets.NONE, Set.of("app_requests_per_second"),
            name -> name.equals("app") ? Optional.of(SETTINGS) : Optional.empty());
    private static final Set<String> FOUND_SOMETHING = new TreeSet<>();

    @Test
    void accepts_the_unbroken_application() throws IOException {
        assertThat(RULES.problems(Manifests.parse(valid()))).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvFileSource(resources = "/broken/mistakes.csv", delimiter = '|', quoteCharacter = '\'', numLinesToSkip = 1)
    @DisplayName("Each mistake is found and named")
    void finds_the_mistake(String right, String wrong, String expected) throws IOException {
        String broken = valid().replace(right, wrong == null ? "" : wrong);
        assertThat(broken).as("the mistake must change the manifest").isNotEqualTo(valid());
        Manifests manifests = Manifests.parse(broken);

        assertThat(RULES.problems(manifests)).anySatisfy(problem -> assertThat(problem).contains(expected));
        RULES.all().stream().filter(rule -> rule.problems(manifests).anyMatch(problem -> problem.contains(expected)))
                .forEach(rule -> FOUND_SOMETHING.add(name(rule)));
    }

    @AfterAll
    static void every_rule_finds_a_mistake() {
        // Somebody may run a single mistake; a whole run leaves no rule that could as well not be there.
        if (FOUND_SOMETHING.size() > 1) {
            assertThat(RULES.all()).extracting(BrokenManifestsTest::name).allMatch(FOUND_SOMETHING::contains);
        }
    }

    @Test
    void refuses_a_key_that_is_there_twice() throws IOException {
        String broken = valid().replace("runAsNonRoot: true\n", "runAsNonRoot: true\n        runAsNonRoot: false\n");

        assertThatThrownBy(() -> Manifests.parse(broken)).isInstanceOf(YAMLException.class).hasMessageContaining("duplicate key");
    }

    private static String name(Rule rule) {
        return rule.getClass().getSimpleName();
    }

    private static String valid() throws IOException {
        try (InputStream file = BrokenManifestsTest.class.getResourceAsStream("/broken/valid.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
