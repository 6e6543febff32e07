package dev.claviger.credential.edge;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.problem.Problem;

class EntityTagTest {

    private final EntityTag tag = EntityTag.of(Instant.ofEpochMilli(35), 7);

    @ParameterizedTest
    @ValueSource(strings = {"\"z-7\"", "W/\"z-7\"", "*", "\"a\", \"z-7\"", " \"z-7\" "})
    @DisplayName("RFC 9110 §13.1.1: any of the tags named, weak or not, or *")
    void matches(String ifMatch) {
        assertThatNoException().isThrownBy(() -> tag.require(ifMatch));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"z-8\"", "z-7", "", "\"a\",\"b\""})
    void refuses_another_version(String ifMatch) {
        assertThatThrownBy(() -> tag.require(ifMatch)).isInstanceOf(Problem.class);
    }
}
