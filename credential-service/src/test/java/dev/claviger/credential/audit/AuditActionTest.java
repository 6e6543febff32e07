package dev.claviger.credential.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditActionTest {

    @ParameterizedTest
    @EnumSource(AuditAction.class)
    @DisplayName("each is found by its text, and its words name only what an entry has")
    void has_words(AuditAction action) {
        assertThat(action.toString()).matches("[a-z_]+\\.[a-z_]+");
        assertThat(AuditAction.of(action.toString())).contains(action);
        assertThat(action.words().replaceAll("\\{(client|person|environment|scope|changed)}", "")).matches("[a-zA-Z ,:\\-\\[\\]]+");
    }

    @Test
    void knows_none_of_another_release() {
        assertThat(AuditAction.of("moon.landed")).isEmpty();
    }
}
