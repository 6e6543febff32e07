package dev.claviger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallProofTest {

    private static final String PURPOSE = "POST /explain";
    private static final String KEY = "the-key-of-now-0123456789012345678901234567";
    private static final String NEXT = "the-next-key-0123456789012345678901234567890";
    private static final byte[] BODY = "{\"path\":\"/a\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String PINNED = "v1.1795348800.AAECAwQFBgcICQoLDA0ODw.";

    @Test
    void is_by_each_of_the_keys_it_was_made_with_and_by_no_other() {
        CallProof proof = sent(CallProof.of(PURPOSE, BODY, List.of(KEY, NEXT), NOW));
        assertThat(proof.isBy(KEY, PURPOSE, BODY)).isTrue();
        assertThat(proof.isBy(NEXT, PURPOSE, BODY)).isTrue();
        assertThat(proof.isBy("another", PURPOSE, BODY)).isFalse();
    }

    @Test
    void is_for_one_purpose_and_one_body() {
        CallProof proof = sent(CallProof.of(PURPOSE, BODY, List.of(KEY), NOW));
        assertThat(proof.isBy(KEY, "POST /other", BODY)).isFalse();
        assertThat(proof.isBy(KEY, PURPOSE, "{}".getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    @DisplayName("neither time nor nonce can be put in the place of another")
    void time_and_nonce_are_proven() {
        String header = CallProof.of(PURPOSE, BODY, List.of(KEY), NOW).toHeader();
        CallProof other = CallProof.of(PURPOSE, BODY, List.of(KEY), NOW);
        assertThat(CallProof.parse(header.replace("." + NOW.getEpochSecond() + ".", "." + (NOW.getEpochSecond() + 1) + ".")).orElseThrow().isBy(KEY, PURPOSE, BODY)).isFalse();
        assertThat(CallProof.parse(header.replace(CallProof.parse(header).orElseThrow().nonce(), other.nonce())).orElseThrow().isBy(KEY, PURPOSE, BODY)).isFalse();
    }

    @Test
    void counts_for_a_minute_before_and_after() {
        CallProof proof = sent(CallProof.of(PURPOSE, BODY, List.of(KEY), NOW));
        assertThat(proof.isTimely(NOW.plusSeconds(60))).isTrue();
        assertThat(proof.isTimely(NOW.minusSeconds(60))).isTrue();
        assertThat(proof.isTimely(NOW.plusSeconds(61))).isFalse();
        assertThat(proof.isTimely(NOW.minusSeconds(61))).isFalse();
    }

    @Test
    void no_two_have_the_same_nonce() {
        assertThat(CallProof.of(PURPOSE, BODY, List.of(KEY), NOW).nonce()).isNotEqualTo(CallProof.of(PURPOSE, BODY, List.of(KEY), NOW).nonce());
    }

    @Test
    @DisplayName("the form stays, or a gateway of the release before would refuse: HMAC-SHA-256 as another program computes it")
    void the_wire_form_stays() {
        assertThat(CallProof.parse(PINNED + "F0MVLOpH_c4vzU_AT93kgfCz3kAaxdcxm_fE3L2R6qU").orElseThrow().isBy(KEY, PURPOSE, BODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v2.1.AAECAwQFBgcICQoLDA0ODw.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "v1.-1.AAECAwQFBgcICQoLDA0ODw.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "v1.1.AAECAwQFBgcICQoLDA0ODw", "v1.1.short.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "v1.1.AAECAwQFBgcICQoLDA0ODw.short", "Bearer x",
            "v1.1234567890123.AAECAwQFBgcICQoLDA0ODw.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_has_another_form_is_none(String header) {
        assertThat(CallProof.parse(header)).isEmpty();
    }

    @Test
    void nothing_sent_is_none() {
        assertThat(CallProof.parse(null)).isEmpty();
        assertThat(CallProof.parse(PINNED + String.join(".", Collections.nCopies(9, "A".repeat(43))))).isEmpty();
    }

    @Test
    void takes_as_many_keys_as_the_other_side_reads() {
        assertThat(sent(CallProof.of(PURPOSE, BODY, Collections.nCopies(8, KEY), NOW)).isBy(KEY, PURPOSE, BODY)).isTrue();
        assertThatThrownBy(() -> CallProof.of(PURPOSE, BODY, Collections.nCopies(9, KEY), NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallProof.of(PURPOSE, BODY, List.of(), NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void says_nothing_of_key_or_proof() {
        CallProof proof = CallProof.of(PURPOSE, BODY, List.of(KEY), NOW);
        assertThat(proof.toString()).isEqualTo("a proof of 2026-11-22T12:00:00Z");
        assertThat(proof.toHeader()).doesNotContain(KEY);
    }

    private static CallProof sent(CallProof proof) {
        return CallProof.parse(proof.toHeader()).orElseThrow();
    }
}
