package dev.claviger.credential.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

class HashingTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Hashing hashing(int queue) {
        return hashing(queue, 1, Duration.ofMinutes(1));
    }

    private Hashing hashing(int queue, int iterations, Duration longestWait) {
        PasswordsConfig config = Argon2idTest.config(Map.of("claviger.passwords.memory", "7168", "claviger.passwords.iterations", Integer.toString(iterations),
                "claviger.passwords.threads", "1", "claviger.passwords.queue", Integer.toString(queue)));
        return new Hashing(new Argon2id(config), config, meters, longestWait);
    }

    private static CompletableFuture<Boolean> ask(Hashing hashing, boolean isKnown) {
        return hashing.matches(Optional.empty(), Password.typed("four words in a row"), isKnown).subscribeAsCompletionStage();
    }

    private static boolean isBusy(CompletableFuture<Boolean> answer) {
        try {
            return answer.join();
        } catch (CompletionException failed) {
            assertThat(failed.getCause()).isInstanceOf(Hashing.Busy.class);
            return true;
        }
    }

    @Test
    @DisplayName("threads and places bound what happens at once; beyond, the answer is there at once; strangers leave half of the places")
    void says_when_it_has_no_place() {
        Hashing hashing = hashing(8);
        try {
            List<CompletableFuture<Boolean>> strangers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                strangers.add(ask(hashing, false));
            }
            CompletableFuture<Boolean> known = ask(hashing, true);
            assertThat(strangers.stream().filter(HashingTest::isBusy).count()).as("of forty").isGreaterThan(20).isLessThan(40);
            assertThat(isBusy(known)).as("one that has signed in before").isFalse();
        } finally {
            hashing.stop();
        }
    }

    @Test
    @DisplayName("whoever has waited longer than its asker does is told to come again, and nothing is computed")
    void computes_nothing_that_nobody_waits_for() {
        Hashing hashing = hashing(200, 20, Duration.ofMillis(300));
        try {
            List<CompletableFuture<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(ask(hashing, true));
            }
            long busy = answers.stream().filter(HashingTest::isBusy).count();
            assertThat(busy).isPositive().isLessThan(100);
            assertThat(meters.get("claviger_password_hashing").timer().count()).isEqualTo(100 - busy);
        } finally {
            hashing.stop();
        }
    }

    @Test
    void counts_hashes_and_those_who_wait() {
        Hashing hashing = hashing(8);
        try {
            assertThat(ask(hashing, true).join()).isFalse();
            assertThat(meters.get("claviger_password_hashing").timer().count()).isEqualTo(1);
            assertThat(meters.get("claviger_password_hashing_queue").gauge().value()).isZero();
        } finally {
            hashing.stop();
        }
    }
}
