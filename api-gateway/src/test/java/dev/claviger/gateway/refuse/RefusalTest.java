package dev.claviger.gateway.refuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void pins_the_status_of_every_reason() {
        Map<Integer, Long> byStatus = Arrays.stream(Refusal.values()).collect(Collectors.groupingBy(Refusal::status, Collectors.counting()));
        assertThat(byStatus).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(Map.entry(400, 5L), Map.entry(401, 16L), Map.entry(403, 1L), Map.entry(404, 1L), Map.entry(405, 1L), Map.entry(408, 1L), Map.entry(413, 1L), Map.entry(429, 2L), Map.entry(508, 1L),
                Map.entry(414, 1L), Map.entry(417, 1L), Map.entry(421, 1L), Map.entry(431, 1L), Map.entry(500, 1L), Map.entry(501, 1L), Map.entry(502, 4L), Map.entry(503, 8L), Map.entry(504, 2L)));
    }

    @Test
    @DisplayName("RFC 6750 §3.1: invalid_token goes with 401, insufficient_scope with 403, and nothing with the rest")
    void pairs_error_codes_with_their_status() {
        for (Refusal refusal : Refusal.values()) {
            String expected = refusal.status() == 403 ? "insufficient_scope" : refusal.status() == 401 && refusal != Refusal.NO_TOKEN ? "invalid_token" : null;
            assertThat(refusal.error()).as(refusal.name()).isEqualTo(expected);
        }
    }

    @Test
    void tells_the_caller_of_a_bad_token_only_whether_it_has_expired() {
        assertThat(Arrays.stream(Refusal.values()).filter(refusal -> refusal.status() == 401).map(Refusal::detail).distinct())
                .containsExactlyInAnyOrder("Invalid or missing token", "Token has expired");
    }

    @Test
    void costs_no_stack_trace() {
        assertThat(new Refused(Refusal.NO_TOKEN).getStackTrace()).isEmpty();
    }

    @Test
    void takes_no_realm_that_breaks_out_of_its_quotes() {
        assertThatThrownBy(() -> new RefusalResponse(null, "a\", error=\"x")).hasMessageContaining("claviger.gateway.realm");
    }
}
