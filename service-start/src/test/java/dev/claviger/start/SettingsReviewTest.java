package dev.claviger.start;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsReviewTest {

    @Test
    void everything_is_told_at_once() {
        assertThatThrownBy(() -> new TestReview(true, true, false).require("some-service", List.of("prod"))).isInstanceOf(ConfigurationException.class)
                .hasMessage("some-service does not start:\n  - claviger.url is not set\n  - claviger.url is not https\n  - claviger.key is short");
    }

    @Test
    void what_is_merely_unsafe_keeps_production_from_starting_and_nobody_else() {
        TestReview unsafe = new TestReview(false, true, false);
        assertThatCode(() -> unsafe.require("some-service", List.of("local", "demo"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> unsafe.require("some-service", List.of("prod", "eu"))).hasMessageContaining("not https").hasMessageNotContaining("not set");
    }

    @Test
    void what_is_missing_keeps_everybody_from_starting() {
        assertThatThrownBy(() -> new TestReview(true, true, false).require("some-service", List.of("dev"))).hasMessage("some-service does not start:\n  - claviger.url is not set");
    }

    @Test
    void what_is_allowed_by_name_keeps_nobody_from_starting() {
        assertThatCode(() -> new TestReview(false, false, true).require("some-service", List.of("prod"))).doesNotThrowAnyException();
    }
}
