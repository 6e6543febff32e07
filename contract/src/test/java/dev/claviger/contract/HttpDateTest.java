package dev.claviger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HttpDateTest {

    private final HttpDate date = new HttpDate();

    @Test
    @DisplayName("RFC 9110 §5.6.7: IMF-fixdate, of one length at any time, in UTC and English")
    void has_one_form() {
        assertThat(date.at(784_111_777_000L)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(date.at(1_798_675_199_999L)).isEqualTo("Wed, 30 Dec 2026 23:59:59 GMT");
        assertThat(date.at(-1)).isEqualTo("Wed, 31 Dec 1969 23:59:59 GMT");
    }

    @Test
    void is_made_once_a_second() {
        assertThat(date.at(1_000_999)).isSameAs(date.at(1_000_000)).isNotEqualTo(date.at(1_001_000)).isEqualTo(date.at(1_000_500));
    }
}
