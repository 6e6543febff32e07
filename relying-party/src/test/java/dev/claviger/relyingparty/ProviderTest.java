package dev.claviger.relyingparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import dev.claviger.relyingparty.SignInRefused.Reason;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Somebody signs in at an OpenID provider")
class ProviderTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String DISCOVERY = "/.well-known/openid-configuration";
    /** Only for what is not answered in any time. */
    private static final Duration HASTE = Duration.ofMillis(150);
    private static final String SECRET = "s3cret: with a colon";

    private final TestClock clock = new TestClock();
    private final Attempt attempt = Attempt.random();
    private final ProviderCalls calls = calls(Duration.ofSeconds(5));
    private TestProvider remote;
    private Provider provider;

    @BeforeEach
    void start() throws IOException {
        remote = new TestProvider();
        provider = new Provider(remote.issuer(), calls, clock);
        remote.idToken = TestProvider.signed(remote.claims(attempt, claims -> claims), TestProvider.FIRST);
    }

    @AfterEach
    void stop() {
        remote.close();
    }

    @AfterAll
    static void stopAll() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("Core 1.0 §3.1.2.1, RFC 7636 §4.3: code, S256, state and nonce; what the endpoint's address has stays, what is extra goes along")
    void the_authorization_request() {
        URI request = provider.authorizationRequest(registration(Optional.of(SECRET)), attempt, Map.of("prompt", "login", "max_age", "60", "state", "planted"));
        Map<String, List<String>> query = URLUtils.parseParameters(request.getRawQuery());
        assertThat(request.toString()).startsWith(remote.issuer() + "/authorize?");
        assertThat(query).containsEntry("tenant", List.of("a")).containsEntry("response_type", List.of("code")).containsEntry("state", List.of(attempt.state()))
                .containsEntry("nonce", List.of(attempt.nonce())).containsEntry("code_challenge_method", List.of("S256"))
                .containsEntry("prompt", List.of("login")).containsEntry("max_age", List.of("60")).containsEntry("redirect_uri", List.of("https://rp.example/back"));
        assertThat(query.get("scope").get(0).split(" ")).containsExactlyInAnyOrder("openid", "email");
        assertThat(query.get("code_challenge").get(0)).isNotEqualTo(attempt.codeVerifier());
        assertThat(request.toString()).doesNotContain(attempt.codeVerifier()).doesNotContain("s3cret");
    }

    @Test
    @DisplayName("RFC 6749 §2.3.1: the code is exchanged with the verifier and the secret in the header, form-encoded")
    void who_signed_in() {
        Date then = Date.from(clock.instant().minusSeconds(600));
        remote.idToken = TestProvider.signed(remote.claims(attempt, claims -> claims.claim("email", "ann@acme.example")
                .claim("auth_time", then.getTime() / 1000)), TestProvider.FIRST);
        Identity ann = identity();
        assertThat(ann.issuer()).isEqualTo(remote.issuer().toString());
        assertThat(ann.subject()).isEqualTo("ann");
        assertThat(ann.claims()).containsEntry("email", "ann@acme.example");
        assertThat(ann.authenticatedAt().getEpochSecond()).isEqualTo(then.getTime() / 1000);
        assertThat(ann.tellsWhen()).isTrue();
        assertThat(remote.form).containsEntry("code_verifier", List.of(attempt.codeVerifier())).containsEntry("redirect_uri", List.of("https://rp.example/back"))
                .doesNotContainKey("client_secret");
        assertThat(new String(Base64.getDecoder().decode(remote.authorization.substring(6)), StandardCharsets.UTF_8))
                .isEqualTo("claviger:s3cret%3A+with+a+colon");
        assertThat(remote.seen).doesNotContain("GET /userinfo");
    }

    @Test
    @DisplayName("Discovery 1.0 §3: a provider that takes the secret in the form only gets it there; a public client sends none")
    void other_ways_to_authenticate() {
        remote.metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"));
        identity();
        assertThat(remote.form).containsEntry("client_secret", List.of(SECRET));
        provider.identity(registration(Optional.empty()), attempt, right());
        assertThat(remote.form).doesNotContainKey("client_secret").containsEntry("client_id", List.of(TestProvider.CLIENT));
    }

    @Test
    @DisplayName("Core 1.0 §5.3.2: userinfo is asked for what the ID token lacks, and believed only of the same person")
    void userinfo() {
        remote.userInfo = "{\"sub\":\"ann\",\"email\":\"ann@acme.example\",\"email_verified\":true,\"nonce\":\"other\"}";
        Identity ann = provider.identity(registration(Optional.of(SECRET)), attempt, right(), Set.of("email"));
        assertThat(ann.claims()).containsEntry("email", "ann@acme.example").containsEntry("nonce", attempt.nonce());
        remote.userInfo = "{\"sub\":\"bob\",\"email\":\"ann@acme.example\"}";
        assertThat(refusal(() -> provider.identity(registration(Optional.of(SECRET)), attempt, right(), Set.of("email"))).reason()).isEqualTo(Reason.TOKEN);
    }

    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                token("another nonce", claims -> claims.claim("nonce", "another")),
                token("no nonce", claims -> claims.claim("nonce", null)),
                token("another audience", claims -> claims.audience("somebody-else")),
                token("several audiences, made for another", claims -> claims.audience(List.of(TestProvider.CLIENT, "other")).claim("azp", "other")),
                token("several audiences, made for nobody in particular", claims -> claims.audience(List.of(TestProvider.CLIENT, "other"))),
                token("made for another", claims -> claims.claim("azp", "other")),
                token("another issuer", claims -> claims.issuer("https://other.example")),
                token("expired", claims -> claims.expirationTime(new Date(System.currentTimeMillis() - 600_000))),
                token("never ends", claims -> claims.expirationTime(null)),
                token("issued later", claims -> claims.issueTime(new Date(System.currentTimeMillis() + 600_000))),
                token("nobody", claims -> claims.subject(null)),
                Arguments.of("unsigned", (BiFunction<TestProvider, Attempt, String>) (remote, attempt) -> TestProvider.unsigned(remote.claims(attempt, same -> same))),
                Arguments.of("signed with the public key as a secret",
                        (BiFunction<TestProvider, Attempt, String>) (remote, attempt) -> TestProvider.signedWithPublicKey(remote.claims(attempt, same -> same), TestProvider.FIRST)),
                Arguments.of("signed with a key that is not the provider's",
                        (BiFunction<TestProvider, Attempt, String>) (remote, attempt) -> TestProvider.signed(remote.claims(attempt, same -> same), TestProvider.SECOND)));
    }

    private static Arguments token(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, (BiFunction<TestProvider, Attempt, String>) (remote, attempt) -> TestProvider.signed(remote.claims(attempt, change), TestProvider.FIRST));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    @DisplayName("Core 1.0 §3.1.3.7: an ID token is refused that is")
    void a_wrong_token(String name, BiFunction<TestProvider, Attempt, String> token) {
        remote.idToken = token.apply(remote, attempt);
        SignInRefused refused = refusal(this::identity);
        assertThat(refused.reason()).isEqualTo(Reason.TOKEN);
        assertThat(refused.getMessage()).doesNotContain(remote.idToken.substring(0, 20)).doesNotContain("s3cret");
    }

    @Test
    @DisplayName("PS256 and others of the provider's own key are as good as RS256")
    void other_algorithms() {
        remote.idToken = TestProvider.signed(remote.claims(attempt, claims -> claims), TestProvider.FIRST, JWSAlgorithm.PS256);
        assertThat(identity().subject()).isEqualTo("ann");
    }

    @Test
    @DisplayName("a key that was published since is found at once, and one that is made up asks the provider no more than a few times")
    void key_rollover() {
        identity();
        remote.published = TestProvider.SECOND;
        remote.idToken = TestProvider.signed(remote.claims(attempt, claims -> claims), TestProvider.SECOND);
        assertThat(identity().subject()).isEqualTo("ann");
        remote.idToken = TestProvider.signed(remote.claims(attempt, claims -> claims), TestProvider.FIRST);
        for (int i = 0; i < 20; i++) {
            assertThat(refusal(this::identity).reason()).isEqualTo(Reason.TOKEN);
        }
        assertThat(remote.seen.stream().filter("GET /keys"::equals).count()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code=c", "code=c&state=other", "code=c&state=%s&state=%s", "error=access_denied&state=other", ""})
    @DisplayName("RFC 6749 §10.12: what does not come with this attempt's state says nothing, and the provider is not asked about it")
    void another_state(String answer) {
        String query = answer.replace("%s", attempt.state());
        assertThat(refusal(() -> provider.identity(registration(Optional.of(SECRET)), attempt, query)).reason()).isEqualTo(Reason.STATE);
        assertThat(attempt.isAnsweredBy(query)).isFalse();
        assertThat(attempt.isAnsweredBy(right())).isTrue();
        assertThat(remote.seen).doesNotContain("POST /token");
    }

    @Test
    @DisplayName("RFC 9207 §2.4: another provider's answer is refused before its code goes anywhere; missed where it is promised; none needed otherwise")
    void mix_up() {
        assertThat(refusal(() -> provider.identity(registration(Optional.of(SECRET)), attempt, right() + "&iss=https%3A%2F%2Fevil.example")).reason())
                .isEqualTo(Reason.ISSUER);
        Provider promising = new Provider(remote.issuer(), calls, clock);
        remote.metadata.put("authorization_response_iss_parameter_supported", true);
        assertThat(refusal(() -> promising.identity(registration(Optional.of(SECRET)), attempt, right())).reason()).isEqualTo(Reason.ISSUER);
        assertThat(remote.seen).doesNotContain("POST /token");
        assertThat(promising.identity(registration(Optional.of(SECRET)), attempt, right() + "&iss=" + remote.issuer()).subject()).isEqualTo("ann");
    }

    @Test
    @DisplayName("RFC 6749 §4.1.2.1: the provider's error code is told, and nothing that is none")
    void an_error() {
        String state = "&state=" + attempt.state();
        assertThat(refusal(() -> provider.identity(registration(Optional.of(SECRET)), attempt, "error=login_required" + state)).error()).contains("login_required");
        SignInRefused odd = refusal(() -> provider.identity(registration(Optional.of(SECRET)), attempt, "error=%3Cscript%3E%0A" + state));
        assertThat(odd.error()).isEmpty();
        assertThat(odd.reason()).isEqualTo(Reason.ERROR);
        assertThat(odd.getMessage()).doesNotContain("script");
    }

    @Test
    @DisplayName("RFC 6749 §5.2: a code that the provider does not take")
    void a_spent_code() {
        remote.wrong.put("/token", http -> TestProvider.json(http, 400, "{\"error\":\"invalid_grant\"}"));
        SignInRefused refused = refusal(this::identity);
        assertThat(refused.reason()).isEqualTo(Reason.CODE);
        assertThat(refused.error()).contains("invalid_grant");
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                Arguments.of("down", (TestProvider.Wrong) http -> TestProvider.json(http, 503, "{}")),
                Arguments.of("silent", (TestProvider.Wrong) http -> sleep()),
                Arguments.of("slow, byte by byte", (TestProvider.Wrong) ProviderTest::drip),
                Arguments.of("elsewhere", (TestProvider.Wrong) ProviderTest::redirect));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    @DisplayName("a provider is waited for only so long, read only so far and followed nowhere: its metadata that is")
    void metadata_cannot_be_had(String name, TestProvider.Wrong answer) {
        remote.wrong.put(DISCOVERY, answer);
        Provider hasty = new Provider(remote.issuer(), calls(HASTE), clock);
        assertThatThrownBy(() -> hasty.authorizationRequest(registration(Optional.of(SECRET)), attempt, Map.of())).isInstanceOf(ProviderUnreachable.class);
        assertThat(remote.seen).doesNotContain("GET /elsewhere");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    @DisplayName("a provider is waited for only so long, read only so far and followed nowhere: its keys, and its tokens, that are")
    void keys_and_tokens_cannot_be_had(String name, TestProvider.Wrong answer) {
        Provider hasty = new Provider(remote.issuer(), calls(HASTE), clock);
        remote.wrong.put("/keys", answer);
        assertThatThrownBy(() -> hasty.identity(registration(Optional.of(SECRET)), attempt, right())).isInstanceOf(ProviderUnreachable.class);
        remote.wrong.put("/token", answer);
        assertThatThrownBy(() -> hasty.identity(registration(Optional.of(SECRET)), attempt, right()))
                .isInstanceOfAny(ProviderUnreachable.class, SignInRefused.class);
        assertThat(remote.seen).doesNotContain("GET /elsewhere", "POST /elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {DISCOVERY, "/keys", "/token"})
    @DisplayName("an answer without end is read no further than a quarter of a megabyte")
    void endless_answers(String path) {
        remote.wrong.put(path, ProviderTest::flood);
        assertThatThrownBy(this::identity).isInstanceOf(ProviderUnreachable.class);
        assertThat(remote.seen).contains((path.equals("/token") ? "POST " : "GET ") + path);
    }

    @Test
    @DisplayName("what is kept of a provider is kept only where it is small: of metadata, and of keys, not 64 KB")
    void large_metadata_and_keys() {
        String padding = "x".repeat(65 * 1024);
        remote.wrong.put("/keys", http -> TestProvider.json(http, 200, new JsonObject(new JWKSet(TestProvider.FIRST).toPublicJWKSet().toString()).put("x", padding).encode()));
        assertThatThrownBy(this::identity).isInstanceOf(ProviderUnreachable.class);
        remote.wrong.clear();
        remote.metadata.put("x", padding);
        assertThatThrownBy(() -> new Provider(remote.issuer(), calls, clock).authorizationRequest(registration(Optional.of(SECRET)), attempt, Map.of()))
                .isInstanceOf(ProviderUnreachable.class);
    }

    @Test
    @DisplayName("a name server that does not answer keeps those waiting who asked for its names, each on its own thread, and nobody else")
    void a_name_server_that_hangs() throws Exception {
        Set<Thread> askers = ConcurrentHashMap.newKeySet();
        CountDownLatch asked = new CountDownLatch(8);
        CountDownLatch over = new CountDownLatch(1);
        ProviderCalls shared = new ProviderCalls(VERTX, AddressRule.httpsUnlessLoopback(), Duration.ofSeconds(5), Optional.empty(), way -> way, host -> {
            if (host.equals("hangs.example")) {
                askers.add(Thread.currentThread());
                asked.countDown();
                await(over);
            }
            return InetAddress.getByName("127.0.0.1");
        });
        List<Thread> waiting = Stream.generate(() -> new Thread(() -> catchThrowable(() -> new Provider(URI.create("http://hangs.example:1"), shared, clock)
                .authorizationRequest(registration(Optional.of(SECRET)), attempt, Map.of())))).limit(8).toList();
        waiting.forEach(Thread::start);
        assertThat(asked.await(4, TimeUnit.SECONDS)).isTrue();
        assertThat(new Provider(remote.issuer(), shared, clock).identity(registration(Optional.of(SECRET)), attempt, right()).subject()).isEqualTo("ann");
        over.countDown();
        assertThat(askers).containsExactlyInAnyOrderElementsOf(waiting);
    }

    @Test
    @DisplayName("metadata holds for a day while the provider is down, and is asked for again when it is back")
    void metadata_is_renewed() {
        identity();
        clock.pass(Duration.ofHours(2));
        remote.wrong.put(DISCOVERY, http -> TestProvider.json(http, 500, "{}"));
        assertThat(identity().subject()).isEqualTo("ann");
        long asked = discoveries();
        assertThat(identity().subject()).isEqualTo("ann");
        assertThat(discoveries()).as("not with each sign-in").isEqualTo(asked);
        clock.pass(Duration.ofDays(1));
        assertThatThrownBy(this::identity).isInstanceOf(ProviderUnreachable.class);
        clock.pass(Duration.ofMinutes(1));
        remote.wrong.clear();
        assertThat(identity().subject()).isEqualTo("ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer=https://other.example", "authorization_endpoint=javascript:alert(1)", "token_endpoint=file:///etc/passwd", "jwks_uri=ftp://a/b",
            "authorization_endpoint=/relative", "end_session_endpoint=javascript:alert(1)", "end_session_endpoint=data:text/html,x", "userinfo_endpoint=ftp://a/b"})
    @DisplayName("Discovery 1.0 §4.3: metadata that names another issuer, or addresses that are none, is not used")
    void metadata_of_another(String member) {
        remote.metadata.put(member.substring(0, member.indexOf('=')), member.substring(member.indexOf('=') + 1));
        assertThatThrownBy(() -> provider.authorizationRequest(registration(Optional.of(SECRET)), attempt, Map.of())).isInstanceOf(ProviderUnreachable.class);
    }

    @Test
    @DisplayName("an address that the caller forbids is not connected to, whatever its name")
    void forbidden_addresses() {
        ProviderCalls strict = new ProviderCalls(VERTX, (address, isEncrypted) -> !address.isLoopbackAddress(), HASTE);
        assertThatThrownBy(() -> new Provider(remote.issuer(), strict, clock).authorizationRequest(registration(Optional.of(SECRET)), attempt, Map.of()))
                .isInstanceOf(ProviderUnreachable.class).hasMessageContaining("not allowed");
        assertThat(remote.seen).isEmpty();
        assertThat(AddressRule.httpsUnlessLoopback().permits(InetAddress.getLoopbackAddress(), false)).isTrue();
    }

    @Test
    @DisplayName("an attempt survives being written down, and nothing of it or of a secret is in what is printed")
    void nothing_leaks() {
        assertThat(Attempt.parse(attempt.text())).isEqualTo(attempt);
        assertThatThrownBy(() -> Attempt.parse("a.b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(attempt.toString()).doesNotContain(attempt.codeVerifier());
        assertThat(registration(Optional.of(SECRET)).toString()).doesNotContain("s3cret");
        assertThat(identity().toString()).doesNotContain("ann").doesNotContain(remote.idToken);
    }

    private static ProviderCalls calls(Duration patience) {
        return new ProviderCalls(VERTX, AddressRule.httpsUnlessLoopback(), patience);
    }

    private long discoveries() {
        return remote.seen.stream().filter(("GET " + DISCOVERY)::equals).count();
    }

    private Identity identity() {
        return provider.identity(registration(Optional.of(SECRET)), attempt, right());
    }

    private String right() {
        return "code=c0de&state=" + attempt.state();
    }

    private Registration registration(Optional<String> secret) {
        return new Registration(remote.issuer(), TestProvider.CLIENT, secret, URI.create("https://rp.example/back"), Set.of("email"));
    }

    private static SignInRefused refusal(ThrowingCallable attempted) {
        SignInRefused refused = catchThrowableOfType(SignInRefused.class, attempted);
        assertThat(refused).as("refused").isNotNull();
        return refused;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void drip(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(200, 0);
        for (int i = 0; i < 20; i++) {
            http.getResponseBody().write(' ');
            http.getResponseBody().flush();
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private static void flood(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(200, 0);
        byte[] part = new byte[64 * 1024];
        for (int i = 0; i < 1_000; i++) {
            http.getResponseBody().write(part);
        }
    }

    private static void redirect(HttpExchange http) throws IOException {
        http.getResponseHeaders().set("Location", "/elsewhere");
        http.sendResponseHeaders(307, -1);
    }
}
