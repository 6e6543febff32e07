package dev.claviger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonIdTest {

    @Test
    void is_a_subject_in_decimal_digits() {
        assertThat(PersonId.ofSubject(new PersonId(1268).toString())).contains(new PersonId(1268));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "-1", "1e3", "١", "1234567890123456", "Abcdefghijklmnop"})
    void is_no_other_subject(String subject) {
        assertThat(PersonId.ofSubject(subject)).isEmpty();
    }
}
