package dev.claviger.token.code;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.RefreshToken;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.Application.Habits;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestClock;
import dev.claviger.token.TestPool;
import dev.claviger.token.TestSettings;
import dev.claviger.token.authorize.TestRequests;
import dev.claviger.token.client.ProvenClients;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.grant.ScopeList;
import dev.claviger.token.grant.TestDelegations;
import dev.claviger.token.grant.TestGrants;
import dev.claviger.token.refresh.TestReplica;
import dev.claviger.token.token.IssuedTokens;
import io.vertx.core.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@DisplayName("Authorization codes: once, whichever replica (RFC 6749 §4.1.2, RFC 7636 §4.6)")
class CodesTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String NAMED = "response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";
    private static final Optional<String> REDIRECT = Optional.of(TestApplications.REDIRECT);
    private static final Optional<String> NOTHING = Optional.empty();

    private static TestPool database;

    private final TestClock clock = new TestClock("2026-01-01T00:00:00Z");
    private final TestClient client = TestClient.of("acme", "production", "a", "offline_access").withRefresh(Duration.ofDays(30), true, false)
            .withGrantTypes("authorization_code", "refresh_token");
    private final Application application = TestApplications.with(TestApplications.of(client), new Habits(false, false, true, false), TestApplications.REDIRECT);
    private Replica one;
    private Replica other;

    /** One replica's codes. */
    private final class Replica {

        private final TestReplica rooms = new TestReplica(database.ofAReplica(), clock);
        private final Codes codes = new Codes(rooms.database, rooms.hashes, rooms.tokens, rooms.grants, rooms.outbox.outbox,
                TestSettings.defaults(CodeConfig.class), clock, rooms.meters);

        private AuthorizationCode issue(String query, String... scopes) {
            return TestPool.await(codes.issue(Identifiers.newGrantId(), TestRequests.of(application, query), TestDelegations.byUser(1001), new ScopeList(List.of(scopes)), 7));
        }

        private Future<IssuedTokens> exchange(AuthorizationCode code, TestClient by, Optional<String> redirectUri, Optional<String> verifier) {
            return codes.find(new PresentedCode(Optional.of(code), redirectUri, verifier), ProvenClients.of(by))
                    .compose(found -> codes.exchange(found, TestGrants.agreed(found.held(), found.scopes(), by)));
        }

        private IssuedTokens exchanged(AuthorizationCode code) {
            return TestPool.await(exchange(code, client, REDIRECT, NOTHING));
        }
    }

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
        one = new Replica();
        other = new Replica();
        TestPool.await(one.rooms.pool.query("delete from authorization_code").execute());
        TestPool.await(one.rooms.pool.query("delete from refresh_grant").execute());
    }

    @Test
    @DisplayName("issued here, exchanged there: what was agreed, in the order in which it was asked for, and for whom")
    void exchanged_by_another_replica() {
        IssuedTokens tokens = other.exchanged(one.issue(NAMED, "offline_access", "a"));
        assertThat(tokens.scopes().names()).containsExactly("offline_access", "a");
        assertThat(tokens.subject()).contains(TestDelegations.byUser(1001).subject());
        assertThat(one.rooms.refreshed(tokens.refreshToken().orElseThrow(), client).subject()).contains(TestDelegations.byUser(1001).subject());
    }

    @Test
    @DisplayName("the code itself is nowhere in the database")
    void stored_hashed() {
        AuthorizationCode code = one.issue(NAMED, "a");
        assertThat(database.dump(one.rooms.pool)).isNotEmpty().noneMatch(value -> value.contains(code.reveal().substring(5)));
    }

    @Test
    @DisplayName("50 uses at once, on two replicas: one answer at most, and what it brought has ended, for nobody knows whose it is")
    void parallel_uses_end_the_grant() {
        AuthorizationCode code = one.issue(NAMED, "a", "offline_access");
        List<Future<IssuedTokens>> uses = IntStream.range(0, 50).mapToObj(i -> (i % 2 == 0 ? one : other).exchange(code, client, REDIRECT, NOTHING)).toList();
        List<IssuedTokens> answers = uses.stream().flatMap(use -> answer(use).stream()).toList();
        assertThat(answers).hasSize(1);
        RefreshToken token = answers.get(0).refreshToken().orElseThrow();
        assertRefused(() -> one.rooms.refreshed(token, client));
        assertThat(one.rooms.outbox.delivered.size() + other.rooms.outbox.delivered.size()).isEqualTo(1);
        assertThat(one.rooms.meters.counter("claviger.code.reuse").count() + other.rooms.meters.counter("claviger.code.reuse").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("one that comes back ends its grant, and over and over does no more")
    void reuse() {
        AuthorizationCode code = one.issue(NAMED, "a", "offline_access");
        RefreshToken token = one.exchanged(code).refreshToken().orElseThrow();
        clock.pass(Duration.ofHours(3));
        for (int i = 0; i < 3; i++) {
            assertRefused(() -> other.exchanged(code));
        }
        assertRefused(() -> one.rooms.refreshed(token, client));
        assertThat(other.rooms.outbox.delivered).hasSize(1);
        assertThat(count("select count(*) from refresh_grant where ended_at is not null")).isEqualTo(1);
    }

    @Test
    @DisplayName("without the rest of what it is bound to a used code proves nothing: whoever reads one in a log ends nothing")
    void a_used_code_alone_ends_nothing() {
        AuthorizationCode code = one.issue(NAMED + CHALLENGE, "a", "offline_access");
        RefreshToken token = TestPool.await(one.exchange(code, client, REDIRECT, Optional.of(VERIFIER))).refreshToken().orElseThrow();
        assertRefused(() -> TestPool.await(one.exchange(code, client, REDIRECT, Optional.of(VERIFIER.replace('d', 'e')))));
        assertRefused(() -> TestPool.await(one.exchange(code, client, NOTHING, Optional.of(VERIFIER))));
        assertThat(one.rooms.refreshed(token, client).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("another client, redirect URI or verifier, none of them, or a verifier nobody asked for: refused, and the owner notices nothing")
    void bound() {
        TestClient stranger = TestClient.of("acme", "production", "a").withGrantTypes("authorization_code");
        AuthorizationCode plain = one.issue(NAMED, "a");
        assertRefused(() -> TestPool.await(one.exchange(plain, stranger, REDIRECT, NOTHING)));
        assertRefused(() -> TestPool.await(one.exchange(plain, client, NOTHING, NOTHING)));
        assertRefused(() -> TestPool.await(one.exchange(plain, client, Optional.of(TestApplications.REDIRECT + "/"), NOTHING)));
        assertRefused(() -> TestPool.await(one.exchange(plain, client, REDIRECT, Optional.of(VERIFIER))));
        assertThat(one.exchanged(plain).accessToken()).isNotEmpty();

        AuthorizationCode challenged = one.issue(NAMED + CHALLENGE, "a");
        for (Optional<String> wrong : List.of(NOTHING, Optional.of("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"), Optional.of(VERIFIER + "x"))) {
            assertRefused(() -> TestPool.await(one.exchange(challenged, client, REDIRECT, wrong)));
        }
        assertThat(TestPool.await(one.exchange(challenged, client, REDIRECT, Optional.of(VERIFIER))).accessToken()).isNotEmpty();
    }

    @Test
    @DisplayName("RFC 6749 §4.1.3: a redirect URI that was not named need not be, and must be right where it is")
    void redirect_uri_left_out() {
        assertThat(TestPool.await(one.exchange(one.issue("response_type=code", "a"), client, NOTHING, NOTHING)).accessToken()).isNotEmpty();
        assertThat(one.exchanged(one.issue("response_type=code", "a")).accessToken()).isNotEmpty();
        assertRefused(() -> TestPool.await(one.exchange(one.issue("response_type=code", "a"), client, Optional.of("https://evil.example/"), NOTHING)));
    }

    @Test
    @DisplayName("five minutes, to the second")
    void expires() {
        AuthorizationCode early = one.issue(NAMED, "a");
        AuthorizationCode late = one.issue(NAMED, "a");
        clock.pass(Duration.ofSeconds(299));
        assertThat(one.exchanged(early).accessToken()).isNotEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertRefused(() -> one.exchanged(late));
    }

    @Test
    @DisplayName("what fails in the middle leaves the code as it was, and nothing issued")
    void rolled_back() {
        AuthorizationCode code = one.issue(NAMED, "a", "offline_access");
        TestPool.await(one.rooms.pool.query("""
                insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at)
                select grant_id, 'in', 'the', 'way', 1, now(), '{}', false, '2100-01-01' from authorization_code
                """).execute());
        assertThatThrownBy(() -> one.exchanged(code)).isNotInstanceOf(OAuthException.class);
        assertThat(count("select count(*) from refresh_token")).isZero();
        TestPool.await(one.rooms.pool.query("delete from refresh_grant").execute());
        assertThat(other.exchanged(code).refreshToken()).isPresent();
    }

    @Test
    @DisplayName("without offline_access no refresh token; the grant is held all the same while its access token lives, so that it can end")
    void online_only() {
        AuthorizationCode code = one.issue(NAMED, "a");
        assertThat(one.exchanged(code).refreshToken()).isEmpty();
        assertRefused(() -> one.exchanged(code));
        assertThat(one.rooms.outbox.delivered).hasSize(1);
        assertThat(count("select count(*) from refresh_grant where ended_at is not null and person = 1001 and expires_at < '2026-01-02'")).isEqualTo(1);
    }

    @Test
    @DisplayName("an unused code is forgotten when it expires, a used one a day later")
    void forgotten() {
        one.exchanged(one.issue(NAMED, "a"));
        one.issue(NAMED, "a");
        clock.pass(Duration.ofMinutes(5).plusSeconds(1));
        new CodeForgetting(one.rooms.pool, clock).forget();
        assertThat(count("select count(*) from authorization_code")).isEqualTo(1);
        assertThat(count("select count(*) from authorization_code where used_at is not null")).isEqualTo(1);
        CodeForgetting forgetting = new CodeForgetting(one.rooms.pool, clock);
        clock.pass(Duration.ofDays(1).minusSeconds(1));
        forgetting.forget();
        assertThat(count("select count(*) from authorization_code")).isEqualTo(1);
        clock.pass(Duration.ofSeconds(1));
        forgetting.forget();
        assertThat(count("select count(*) from authorization_code")).isZero();
    }

    @Test
    @DisplayName("60 codes a minute and person: the next waits, and everybody else goes on")
    void bounded_for_each_person() {
        IntStream.range(0, 60).forEach(i -> one.issue(NAMED, "a"));
        assertThatThrownBy(() -> one.issue(NAMED, "a")).isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(refusal.status()).isEqualTo(429));
        assertThat(TestPool.await(one.codes.issue(Identifiers.newGrantId(), TestRequests.of(application, NAMED), TestDelegations.byUser(1002), new ScopeList(List.of("a")), 7))).isNotNull();
        clock.pass(Duration.ofMinutes(1));
        assertThat(one.issue(NAMED, "a")).isNotNull();
    }

    private static Optional<IssuedTokens> answer(Future<IssuedTokens> use) {
        try {
            return Optional.of(TestPool.await(use));
        } catch (OAuthException refused) {
            assertThat(refused.code()).isEqualTo("invalid_grant");
            return Optional.empty();
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOfSatisfying(OAuthException.class, refusal -> assertThat(refusal.code()).isEqualTo("invalid_grant"));
    }

    private long count(String query) {
        return TestPool.await(one.rooms.pool.query(query).execute()).iterator().next().getLong(0);
    }
}
