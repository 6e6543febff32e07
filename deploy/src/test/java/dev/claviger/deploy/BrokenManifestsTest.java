package dev.claviger.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.yaml.snakeyaml.error.YAMLException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rules are worth what they find: one valid application, broken in one place at a time. */
class BrokenManifestsTest {

    private static final ExternalSecrets EXTERNAL = ExternalSecrets.of("app/password");

    @Test
    void accepts_the_unbroken_application() throws IOException {
        assertThat(problems(valid())).isEmpty();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvFileSource(resources = "/broken/mistakes.csv", delimiter = '|', quoteCharacter = '\'', numLinesToSkip = 1)
    @DisplayName("Each mistake is found and named")
    void finds_the_mistake(String right, String wrong, String expected) throws IOException {
        String broken = valid().replace(right, wrong == null ? "" : wrong);
        assertThat(broken).as("the mistake must change the manifest").isNotEqualTo(valid());

        assertThat(problems(broken)).anySatisfy(problem -> assertThat(problem).contains(expected));
    }

    @Test
    void refuses_a_key_that_is_there_twice() throws IOException {
        String broken = valid().replace("runAsNonRoot: true", "runAsNonRoot: true\n        runAsNonRoot: false");

        assertThatThrownBy(() -> Manifests.parse(broken)).isInstanceOf(YAMLException.class).hasMessageContaining("duplicate key");
    }

    private static List<String> problems(String yaml) {
        Manifests manifests = Manifests.parse(yaml);
        return Rule.all(EXTERNAL).stream().flatMap(rule -> rule.problems(manifests)).toList();
    }

    private static String valid() throws IOException {
        try (InputStream file = BrokenManifestsTest.class.getResourceAsStream("/broken/valid.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
