package dev.claviger.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.CallProof;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProvenCallsTest {

    private static final String KEY = "a-gateway-key-of-these-tests-0123456789";
    private static final byte[] BODY = {'{', '}'};

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    };
    private final ProvenCalls calls = new ProvenCalls(KEY, clock, 3);

    private String proof() {
        return CallProof.of(ProvenCalls.PURPOSE, BODY, List.of("the-other-key-0123456789", KEY), now.get()).toHeader();
    }

    @Test
    void admits_who_knows_the_key_among_others() {
        calls.require(List.of(proof()), BODY);
    }

    @Test
    void admits_a_proof_once() {
        String proof = proof();
        calls.require(List.of(proof), BODY);
        assertThatThrownBy(() -> calls.require(List.of(proof), BODY)).isInstanceOf(UnprovenCall.class).hasMessageContaining("used before");
        now.set(now.get().plusSeconds(60));
        assertThatThrownBy(() -> calls.require(List.of(proof), BODY)).hasMessageContaining("used before");
        now.set(now.get().plusSeconds(1));
        assertThatThrownBy(() -> calls.require(List.of(proof), BODY)).hasMessageContaining("another time");
    }

    @Test
    @DisplayName("a proof from a clock that is ahead cannot be used again when that has become the past")
    void a_proof_of_the_future_is_remembered_as_long_as_it_counts() {
        Instant ahead = now.get().plusSeconds(60);
        String proof = CallProof.of(ProvenCalls.PURPOSE, BODY, List.of(KEY), ahead).toHeader();
        calls.require(List.of(proof), BODY);
        now.set(ahead.plusSeconds(60));
        assertThatThrownBy(() -> calls.require(List.of(proof), BODY)).hasMessageContaining("used before");
    }

    @Test
    @DisplayName("whoever does not know the key learns nothing of clocks")
    void refuses_who_does_not_know_the_key() {
        String foreign = CallProof.of(ProvenCalls.PURPOSE, BODY, List.of("another"), now.get().minusSeconds(600)).toHeader();
        assertThatThrownBy(() -> calls.require(List.of(foreign), BODY)).hasMessageContaining("not by this gateway's key").satisfies(refused -> assertThat(((UnprovenCall) refused).status()).isEqualTo(401));
        assertThatThrownBy(() -> calls.require(List.of(proof()), new byte[] {'[', ']'})).hasMessageContaining("not by this gateway's key");
        String otherwise = CallProof.of("POST /other", BODY, List.of(KEY), now.get()).toHeader();
        assertThatThrownBy(() -> calls.require(List.of(otherwise), BODY)).hasMessageContaining("not by this gateway's key");
    }

    @Test
    void refuses_what_is_no_proof_or_two() {
        assertThatThrownBy(() -> calls.require(List.of("x"), BODY)).hasMessageContaining("form");
        assertThatThrownBy(() -> calls.require(List.of(proof(), proof()), BODY)).hasMessageContaining("form");
    }

    @Test
    @DisplayName("remembers so many and no more; those that count no longer make room")
    void memory_is_bounded() {
        for (int i = 0; i < 3; i++) {
            calls.require(List.of(proof()), BODY);
        }
        assertThatThrownBy(() -> calls.require(List.of(proof()), BODY)).satisfies(refused -> assertThat(((UnprovenCall) refused).status()).isEqualTo(429));
        now.set(now.get().plusSeconds(63));
        calls.require(List.of(proof()), BODY);
    }
}
