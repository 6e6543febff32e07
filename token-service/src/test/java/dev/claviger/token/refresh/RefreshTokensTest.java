package dev.claviger.token.refresh;

import dev.claviger.contract.RefreshToken;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestPool;
import dev.claviger.token.TestSettings;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.Grant;
import dev.claviger.token.grant.HeldGrant;
import dev.claviger.token.grant.TestGrants;
import dev.claviger.token.outbox.Delivery;
import dev.claviger.token.token.IssuedTokens;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.DatabaseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Refresh tokens: one row lock a grant, whichever replica (RFC 6749 §6, RFC 9700 §4.14.2)")
class RefreshTokensTest {

    private static TestPool database;

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final TestClient client = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, false);
    private TestReplica one;
    private TestReplica other;

    @BeforeAll
    static void start() throws IOException {
        database = new TestPool();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void two_replicas() {
        one = new TestReplica(database.ofAReplica(), clock);
        other = new TestReplica(database.ofAReplica(), clock);
    }

    @Test
    @DisplayName("50 uses at once, on two replicas: one pair, the same for all")
    void parallel_uses_bring_one_pair() {
        RefreshToken first = first(one.begin(client));
        List<Future<IssuedTokens>> uses = IntStream.range(0, 50).mapToObj(i -> (i % 2 == 0 ? one : other).refresh(first, client)).toList();
        List<IssuedTokens> answers = uses.stream().map(TestPool::await).toList();
        assertThat(answers.stream().map(RefreshTokensTest::pair).distinct()).hasSize(1);
        assertThat(pair(one.refreshed(first(answers.get(0)), client))).isNotEqualTo(pair(answers.get(0)));
    }

    @Test
    @DisplayName("after the grace a spent token ends the grant: the old one and the new one are refused, and the gateways told")
    void reuse_after_the_grace() {
        RefreshToken spent = first(one.begin(client));
        RefreshToken live = first(one.refreshed(spent, client));
        HeldGrant grant = grantOf(live);
        clock.pass(Duration.ofSeconds(10));
        assertRefused(other, spent);
        assertRefused(one, live);
        assertRefused(one, spent);
        assertThat(other.meters.counter("claviger.refresh.reuse").count()).isEqualTo(1);
        awaitDelivered(other, grant);
    }

    @Test
    @DisplayName("a moment before its end the grace still holds")
    void repeat_within_the_grace() {
        RefreshToken spent = first(one.begin(client));
        IssuedTokens answer = one.refreshed(spent, client);
        clock.pass(Duration.ofMillis(9_999));
        IssuedTokens again = other.refreshed(spent, client);
        assertThat(pair(again)).isEqualTo(pair(answer));
        assertThat(again.expiresInSeconds()).isEqualTo(answer.expiresInSeconds() - 10);
        assertThat(again.credential()).isEqualTo(answer.credential());
        assertThat(again.scopes()).isEqualTo(answer.scopes());
    }

    @Test
    @DisplayName("in the very same instant: once the successor was used, the spent token ends the grant")
    void reuse_after_the_successor_was_used() {
        RefreshToken spent = first(one.begin(client));
        RefreshToken second = first(one.refreshed(spent, client));
        RefreshToken third = first(one.refreshed(second, client));
        assertRefused(one, spent);
        assertRefused(one, third);
        assertRefused(one, second);
    }

    @Test
    @DisplayName("a service that starts anew on the same database detects reuse as the old one would have")
    void reuse_after_a_restart() {
        RefreshToken spent = first(one.begin(client));
        RefreshToken live = first(one.refreshed(spent, client));
        clock.pass(Duration.ofMinutes(1));
        TestReplica restarted = new TestReplica(database.ofAReplica(), clock);
        assertRefused(restarted, spent);
        assertRefused(restarted, live);
    }

    @Test
    @DisplayName("another client's: refused, live or spent, and the grant takes no harm")
    void another_clients_token() {
        TestClient stranger = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, false);
        RefreshToken spent = first(one.begin(client));
        RefreshToken live = first(one.refreshed(spent, client));
        clock.pass(Duration.ofMinutes(1));
        assertThatThrownBy(() -> one.refreshed(spent, stranger)).isInstanceOf(OAuthException.class);
        assertThatThrownBy(() -> one.refreshed(live, stranger)).isInstanceOf(OAuthException.class);
        assertThat(one.refreshed(live, client).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("§6: without client authentication only where the grant began so")
    void by_the_token_alone() {
        RefreshToken alone = first(one.begin(client));
        RefreshToken withClient = TestPool.await(one.tokens.begin(TestGrants.begun(client), false)).refreshToken().orElseThrow();
        assertThat(TestPool.await(one.tokens.find(alone, Optional.empty())).client()).isEqualTo(client.record().client());
        assertThatThrownBy(() -> TestPool.await(one.tokens.find(withClient, Optional.empty()))).isInstanceOf(OAuthException.class);
    }

    @Test
    @DisplayName("each rotation begins the lifetime anew; a token left alone expires at its very second")
    void expiry_slides_with_rotation() {
        RefreshToken token = first(one.begin(client));
        clock.pass(Duration.ofDays(29));
        RefreshToken next = first(one.refreshed(token, client));
        clock.pass(Duration.ofDays(30).minusMillis(1));
        RefreshToken last = first(one.refreshed(next, client));
        clock.pass(Duration.ofDays(30));
        assertRefused(one, last);
    }

    @Test
    @DisplayName("without rotation (FAPI 2.0) the same token goes on, and keeps its expiry")
    void without_rotation() {
        TestClient constant = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), false, false);
        RefreshToken token = first(one.begin(constant));
        IssuedTokens answer = one.refreshed(token, constant);
        clock.pass(Duration.ofDays(29));
        IssuedTokens later = other.refreshed(token, constant);
        assertThat(List.of(first(answer).reveal(), first(later).reveal())).containsOnly(token.reveal());
        assertThat(later.accessToken()).isNotEqualTo(answer.accessToken());
        clock.pass(Duration.ofDays(1));
        assertThatThrownBy(() -> one.refreshed(token, constant)).isInstanceOf(OAuthException.class);
    }

    @Test
    @DisplayName("a client registered so loses the earlier access token with each refresh; others keep it")
    void earlier_access_tokens() {
        TestClient strict = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, true);
        IssuedTokens begun = one.begin(strict);
        IssuedTokens next = one.refreshed(first(begun), strict);
        one.refreshed(first(next), strict);
        assertThat(one.outbox.delivered.stream().map(delivery -> delivery.getJsonObject("target").getString("jti")))
                .containsExactly(jti(begun), jti(next));
        assertThat(one.outbox.delivered.get(0).getJsonObject("target"))
                .isEqualTo(new JsonObject().put("tenant", "acme").put("client_id", strict.id()).put("jti", jti(begun)));
        other.refreshed(first(other.begin(client)), client);
        assertThat(other.outbox.delivered).isEmpty();
    }

    @Test
    @DisplayName("of each earlier access token the gateways need to know until it expires, and not longer")
    void an_earlier_access_token_is_kept_in_mind_until_its_end() {
        TestClient strict = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, true);
        IssuedTokens begun = one.begin(strict);
        one.refreshed(first(begun), strict);
        assertThat(one.outbox.delivered).singleElement()
                .satisfies(delivery -> assertThat(delivery.getLong("keep_until")).isEqualTo(begun.expiresAt().getEpochSecond() + 15));
    }

    @Test
    @DisplayName("too many of these within a minute: 429, and the refresh token is not spent; who ends nothing is not limited")
    void ended_access_tokens_are_limited() {
        TestReplica limited = new TestReplica(database.ofAReplica(), clock, Map.of("claviger.refresh.peppers.1",
                TestReplica.FIRST_PEPPER.get("claviger.refresh.peppers.1"), "claviger.revocation.per-client-and-minute", "1"));
        TestClient strict = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, true);
        RefreshToken second = first(limited.refreshed(first(limited.begin(strict)), strict));

        assertThatThrownBy(() -> limited.refreshed(second, strict)).isInstanceOfSatisfying(OAuthException.class,
                refusal -> assertThat(refusal.status()).isEqualTo(429));
        assertThat(limited.refreshed(first(limited.refreshed(first(limited.begin(client)), client)), client).refreshToken()).isPresent();
        clock.pass(Duration.ofMinutes(1));
        assertThat(limited.refreshed(second, strict).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("an access token that has expired needs no revocation")
    void an_expired_access_token_is_left_alone() {
        TestClient strict = TestClient.of("acme", "production", "a").withRefresh(Duration.ofDays(30), true, true);
        RefreshToken token = first(one.begin(strict));
        clock.pass(Duration.ofMinutes(30));
        one.refreshed(token, strict);
        assertThat(one.outbox.delivered).isEmpty();
    }

    @Test
    @DisplayName("a client not registered for it: no refresh token, and the database is not touched")
    void no_refresh_token_no_database() {
        TestReplica cutOff = new TestReplica(database.toNowhere(), clock);
        assertThat(cutOff.begin(TestClient.of("acme", "production", "a")).refreshToken()).isEmpty();
        assertThat(cutOff.meters.counter("claviger.refresh.reuse").count()).isZero();
    }

    @Test
    @DisplayName("database down: an access token all the same, of no grant; and a refresh fails for the moment, not for good")
    void without_the_database() {
        TestReplica cutOff = new TestReplica(database.toNowhere(), clock);
        IssuedTokens alone = cutOff.begin(client);
        assertThat(alone.refreshToken()).isEmpty();
        assertThat(payload(alone).containsKey("grant_id")).isFalse();
        assertThat(payload(one.begin(client)).containsKey("grant_id")).isTrue();
        RefreshToken token = first(one.begin(client));
        assertThatThrownBy(() -> cutOff.refreshed(token, client))
                .isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(refusal.code()).isEqualTo("temporarily_unavailable"));
        assertThat(one.refreshed(token, client).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("a database that answers, and refuses: that is no outage, and nobody is told that there is no refresh token")
    void what_the_database_refuses_is_no_outage() {
        Grant begun = TestGrants.begun(client);
        TestPool.await(one.tokens.begin(begun, true));
        assertThatThrownBy(() -> TestPool.await(one.tokens.begin(begun, true))).isInstanceOf(DatabaseException.class);
    }

    @Test
    @DisplayName("peppers: a token stored under an old one is found and moves on to the current; without its pepper it is unknown")
    void pepper_rotation() {
        Map<String, String> both = new HashMap<>(TestReplica.FIRST_PEPPER);
        both.put("claviger.refresh.peppers.2", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
        Map<String, String> newOnly = Map.of("claviger.refresh.peppers.2", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
        RefreshToken old = first(one.begin(client));
        RefreshToken left = first(one.begin(client));
        RefreshToken moved = first(new TestReplica(one.pool, clock, both).refreshed(old, client));
        TestReplica later = new TestReplica(one.pool, clock, newOnly);
        assertRefused(later, left);
        assertThat(later.refreshed(moved, client).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("docs/operations/rotation.md: at each step, a replica that has taken it and one that has not find what the other stores")
    void peppers_of_replicas_of_two_steps_side_by_side() {
        Map<String, String> known = new HashMap<>(TestReplica.FIRST_PEPPER);
        known.put("claviger.refresh.peppers.2", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=");
        known.put("claviger.refresh.current-pepper", "1");
        Map<String, String> used = new HashMap<>(known);
        used.put("claviger.refresh.current-pepper", "2");
        for (List<Map<String, String>> sideBySide : List.of(List.of(TestReplica.FIRST_PEPPER, known), List.of(known, used))) {
            TestReplica behind = new TestReplica(one.pool, clock, sideBySide.get(0));
            TestReplica ahead = new TestReplica(one.pool, clock, sideBySide.get(1));
            RefreshToken token = first(behind.begin(client));
            RefreshToken next = first(ahead.refreshed(token, client));
            assertThat(behind.refreshed(next, client).refreshToken()).isPresent();
        }
        assertRefused(one, first(new TestReplica(one.pool, clock, used).begin(client)));
    }

    @Test
    @DisplayName("the database tells nothing: no token in any row, and no answer opens without the spent token")
    void canary() {
        IssuedTokens begun = one.begin(client);
        IssuedTokens next = one.refreshed(first(begun), client);
        String dump = String.join("\n", database.dump(one.pool));
        for (IssuedTokens tokens : List.of(begun, next)) {
            for (String secret : List.of(tokens.accessToken(), tokens.accessToken().substring(tokens.accessToken().lastIndexOf('.') + 1), first(tokens).reveal())) {
                assertThat(dump.contains(secret)).isFalse();
                assertThat(dump.contains(HexFormat.of().formatHex(secret.getBytes(StandardCharsets.US_ASCII)))).isFalse();
            }
        }
        StoredToken stored = stored(first(begun));
        assertThatThrownBy(() -> SealedAnswer.open(stored.answer().orElseThrow(), first(next), stored.hash(), client.record().client(), clock.instant()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("ending a grant: nothing of it is good any more, and ending it again tells whether the gateways know")
    void ending_a_grant() {
        RefreshToken token = first(one.begin(client));
        HeldGrant grant = grantOf(token);
        assertThat(TestPool.await(one.grants.findLive(token))).hasValueSatisfying(live -> {
            assertThat(live.grant()).isEqualTo(grant);
            assertThat(live.expiresAt()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        });
        one.outbox.down = true;
        assertThat(TestPool.await(one.grants.end(grant))).isEqualTo(Delivery.PENDING);
        assertThat(TestPool.await(one.grants.findLive(token))).isEmpty();
        assertRefused(other, token);
        assertThat(TestPool.await(one.grants.end(grant))).isEqualTo(Delivery.PENDING);
        one.outbox.down = false;
        assertThat(TestPool.await(one.grants.end(grant))).isEqualTo(Delivery.DELIVERED);
        assertThat(TestPool.await(one.grants.end(grant))).isEqualTo(Delivery.DELIVERED);
        assertThat(one.outbox.delivered).hasSize(1);
        assertThat(one.outbox.delivered.get(0).getJsonObject("target"))
                .isEqualTo(new JsonObject().put("tenant", "acme").put("client_id", client.id()).put("grant_id", grant.id().value()));
    }

    @Test
    @DisplayName("a grant nobody here remembers is revoked all the same: its access tokens may live")
    void ending_a_forgotten_grant() {
        HeldGrant grant = grantOf(first(one.begin(client)));
        TestPool.await(one.pool.query("delete from refresh_grant where grant_id = '" + grant.id() + "'").execute());
        assertThat(TestPool.await(one.grants.findGrant(grant.id()))).isEmpty();
        assertThat(TestPool.await(one.grants.end(grant))).isEqualTo(Delivery.DELIVERED);
        assertThat(one.outbox.delivered).hasSize(1);
    }

    @Test
    @DisplayName("a refresh that races with the end: whatever it obtained, nothing of the grant is good afterwards")
    void refresh_racing_the_end() {
        for (int round = 0; round < 30; round++) {
            RefreshToken token = first(one.begin(client));
            HeldGrant grant = grantOf(token);
            Future<IssuedTokens> refresh = one.refresh(token, client);
            Future<Delivery> end = other.grants.end(grant);
            assertThat(TestPool.await(end)).isEqualTo(Delivery.DELIVERED);
            Optional<IssuedTokens> obtained = TestPool.await(refresh.map(Optional::of).otherwise(Optional.empty()));
            assertRefused(one, token);
            // The revocation names the grant, and every access token of it carries that name.
            obtained.ifPresent(tokens -> assertThat(payload(tokens).getString("grant_id")).isEqualTo(grant.id().value()));
            obtained.ifPresent(tokens -> assertRefused(one, first(tokens)));
        }
    }

    @Test
    @DisplayName("a spent token at the same moment as its successor: never two lines of one grant")
    void racing_with_the_successor() {
        for (int round = 0; round < 20; round++) {
            RefreshToken spent = first(one.begin(client));
            RefreshToken successor = first(one.refreshed(spent, client));
            List<IssuedTokens> obtained = new ArrayList<>();
            List.of(one.refresh(spent, client), other.refresh(successor, client), one.refresh(successor, client))
                    .forEach(use -> TestPool.await(use.map(Optional::of).otherwise(Optional.empty())).ifPresent(obtained::add));
            List<String> live = obtained.stream().map(tokens -> first(tokens))
                    .filter(token -> TestPool.await(one.grants.findLive(token)).isPresent()).map(RefreshToken::reveal).distinct().toList();
            assertThat(live.size()).isLessThanOrEqualTo(1);
        }
    }

    private void assertRefused(TestReplica replica, RefreshToken token) {
        assertThatThrownBy(() -> replica.refreshed(token, client))
                .isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(refusal.code()).isEqualTo("invalid_grant"));
    }

    private void awaitDelivered(TestReplica replica, HeldGrant grant) {
        assertThat(TestPool.await(replica.grants.end(grant))).isEqualTo(Delivery.DELIVERED);
        assertThat(replica.outbox.delivered.stream().map(delivery -> delivery.getJsonObject("target").getString("grant_id")))
                .contains(grant.id().value());
    }

    private StoredToken stored(RefreshToken token) {
        TokenHashes hashes = new TokenHashes(TestSettings.of(RefreshConfig.class, TestReplica.FIRST_PEPPER));
        return TestPool.await(GrantTables.find(one.pool, hashes.candidates(token))).orElseThrow();
    }

    private HeldGrant grantOf(RefreshToken token) {
        return TestPool.await(one.grants.findGrant(token)).orElseThrow();
    }

    private static RefreshToken first(IssuedTokens tokens) {
        return tokens.refreshToken().orElseThrow();
    }

    private static String pair(IssuedTokens tokens) {
        return tokens.accessToken() + " " + first(tokens).reveal();
    }

    private static String jti(IssuedTokens tokens) {
        return payload(tokens).getString("jti");
    }

    private static JsonObject payload(IssuedTokens tokens) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(tokens.accessToken().split("\\.")[1]), StandardCharsets.UTF_8));
    }
}
