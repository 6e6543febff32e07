package dev.claviger.contract.refusal;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalReasonTest {

    @ParameterizedTest
    @EnumSource(RefusalReason.class)
    @DisplayName("each reason is found by its label, and its words go on from a colon")
    void has_words(RefusalReason reason) {
        assertThat(RefusalReason.of(reason.label())).contains(reason);
        assertThat(reason.label()).matches("[a-z_]{1,40}");
        assertThat(reason.meaning()).matches("(API|[a-z]).*[^.]");
        assertThat(reason.remedy()).matches("(API|[a-z]).*[^.]");
    }

    @Test
    void knows_no_reason_of_another_release() {
        assertThat(RefusalReason.of("moon_phase_wrong")).isEmpty();
        assertThat(RefusalReason.of("NO_TOKEN")).isEmpty();
    }
}
