package dev.claviger.credential.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.claviger.contract.CredentialId;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.TestCredential;
import dev.claviger.credential.usage.SecretUsage;

class RetirementTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration QUIET = Duration.ofDays(14);
    private static final SecretUsage NEVER = SecretUsage.NONE;

    private final Credential old = TestCredential.createdAt(daysAgo(30));
    private final Credential young = TestCredential.createdAt(daysAgo(13));

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static SecretUsage used(int times, int daysAgo, String from) {
        return new SecretUsage(times, daysAgo(daysAgo), from);
    }

    static Stream<Arguments> uses() {
        SecretUsage inUse = used(3102, 0, null);
        return Stream.of(
                arguments(used(7, 14, "203.0.113.7"), inUse, true, "unused for 14 days while its successor was used 3,102 times"),
                arguments(used(7, 20, null), used(1, 13, null), true, "unused for 20 days while its successor was used once"),
                arguments(NEVER, inUse, true, "no use known since its creation 30 days ago while its successor was used 3,102 times"),
                arguments(used(7, 13, null), inUse, false, "used 13 days ago"),
                arguments(used(7, 2, "203.0.113.7"), inUse, false, "used 2 days ago from 203.0.113.7"),
                arguments(used(7, 2, "203.0.113.7"), NEVER, false, "used 2 days ago from 203.0.113.7"),
                arguments(used(7, 20, null), NEVER, false, "no newer secret has been used yet"),
                arguments(NEVER, NEVER, false, "no newer secret has been used yet"),
                arguments(used(7, 20, null), used(1, 15, null), false, "unused for 20 days, but no newer secret was used lately either"));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void a_secret_whose_successor_is(SecretUsage ofOld, SecretUsage ofYoung, boolean safe, String reason) {
        Retirement retirement = new Retirement(List.of(old, young), Map.of(old.id(), ofOld, young.id(), ofYoung), QUIET, NOW, Optional.empty());
        assertThat(retirement.of(old)).isEqualTo(new Retirement.Advice(safe, reason));
        assertThat(retirement.safe()).isEqualTo(safe ? List.of(old) : List.of());
        assertThat(retirement.of(young)).isEqualTo(new Retirement.Advice(false, "there is no newer secret"));
    }

    @Test
    void a_secret_that_is_itself_new_has_had_no_time_to_be_used() {
        Credential newest = TestCredential.createdAt(daysAgo(1));
        Retirement retirement = new Retirement(List.of(young, newest), Map.of(newest.id(), used(5, 0, null)), QUIET, NOW, Optional.empty());
        assertThat(retirement.of(young)).isEqualTo(new Retirement.Advice(false, "created only 13 days ago"));
    }

    @Test
    @DisplayName("a restored database has forgotten the uses since its backup")
    void nothing_is_safe_until_use_has_been_seen_for_long_enough_after_a_restore() {
        Map<CredentialId, SecretUsage> usages = Map.of(old.id(), used(7, 20, null), young.id(), used(5, 0, null));
        assertThat(new Retirement(List.of(old, young), usages, QUIET, NOW, Optional.of(daysAgo(13))).of(old)).isEqualTo(new Retirement.Advice(false,
                "the database was restored 13 days ago, and what it knows of use is as old as its backup"));
        assertThat(new Retirement(List.of(old, young), usages, QUIET, NOW, Optional.of(daysAgo(14))).of(old).isSafe()).isTrue();
    }

    @Test
    void several_successors_count_together() {
        Credential newest = TestCredential.createdAt(daysAgo(1));
        Map<CredentialId, SecretUsage> usages = new HashMap<>(Map.of(young.id(), used(1000, 10, null), newest.id(), used(2, 0, null)));
        Retirement retirement = new Retirement(List.of(old, young, newest), usages, QUIET, NOW, Optional.empty());
        assertThat(retirement.of(old).reason()).endsWith("while its successors were used 1,002 times");
    }

    @Test
    @DisplayName("a successor that is gone itself replaces nothing")
    void only_live_secrets_succeed() {
        Retirement retirement = new Retirement(List.of(old), Map.of(young.id(), used(5, 0, null)), QUIET, NOW, Optional.empty());
        assertThat(retirement.of(old)).isEqualTo(new Retirement.Advice(false, "there is no newer secret"));
    }

    @Test
    void what_has_ended_needs_no_retirement() {
        old.endBy(daysAgo(1));
        young.revoke(daysAgo(1));
        Retirement retirement = new Retirement(List.of(), Map.of(), QUIET, NOW, Optional.empty());
        assertThat(retirement.of(old)).isEqualTo(new Retirement.Advice(false, "it is expired already"));
        assertThat(retirement.of(young)).isEqualTo(new Retirement.Advice(false, "it is revoked already"));
    }
}
