package dev.claviger.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.client.credentials.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClavigerClientTest {

    private final TestClock clock = new TestClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private TestServer server;
    private ClavigerClient claviger;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        claviger = client(server.credentials());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ClavigerClient client(Credentials credentials) {
        return new ClavigerClient(credentials, http, clock, pauses::add);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return claviger.send(claviger.request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path) throws Exception {
        return claviger.send(claviger.request(path).POST(BodyPublishers.ofString("once")).build(), BodyHandlers.ofString());
    }

    // --- the two requests ----------------------------------------------------------------------------------------

    @Test
    @DisplayName("RFC 6749 §4.4.2, §2.3.1: Basic credentials, the grant in a form; RFC 6750 §2.1: the token in the header")
    void sends_the_request_with_a_token_fetched_for_it() throws Exception {
        HttpResponse<String> response = get("/documents?limit=2");

        assertThat(response.body()).isEqualTo("reached");
        TestServer.Seen token = server.tokenRequests().get(0);
        assertThat(token.method()).isEqualTo("POST");
        assertThat(token.path()).as("nothing in the query").isEqualTo("/oauth2/token");
        assertThat(token.header("Authorization")).contains("Basic Y2xpZW50Omh1c2g=");
        assertThat(token.header("Content-Type")).contains("application/x-www-form-urlencoded");
        assertThat(token.body()).isEqualTo("grant_type=client_credentials");
        TestServer.Seen api = server.apiRequests().get(0);
        assertThat(api.path()).isEqualTo("/v1/documents?limit=2");
        assertThat(api.header("Authorization")).contains("Bearer token-1");
        assertThat(api.header("x-api-key")).isEmpty();
    }

    @Test
    void sends_the_api_key_where_the_credentials_have_one() throws Exception {
        Credentials plain = server.credentials();
        claviger = client(new Credentials(plain.clientId(), plain.clientSecret(), plain.authEndpoint(), plain.apiEndpoint(),
                Optional.of("key")));

        get("/documents");

        assertThat(server.apiRequests().get(0).header("x-api-key")).contains("key");
        assertThat(server.tokenRequests().get(0).header("x-api-key")).as("the token endpoint has no use for it").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:9/v1", "http://evil.example/v1", "https://127.0.0.1/v1"})
    void the_token_goes_to_the_api_and_nowhere_else(String elsewhere) {
        assertThatThrownBy(() -> claviger.send(HttpRequest.newBuilder(URI.create(elsewhere)).build(), BodyHandlers.ofString()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("nowhere else");
        assertThat(server.tokenRequests()).isEmpty();
    }

    @Test
    void a_client_that_follows_redirects_would_carry_the_token_away_and_is_refused() {
        HttpClient following = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

        assertThatThrownBy(() -> ClavigerClient.of(server.credentials(), following)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothing_that_is_printed_holds_a_secret() throws Exception {
        String printed = claviger + " " + server.credentials() + " " + new AccessToken(claviger.accessToken(), clock.instant());

        assertThat(printed).contains("client").doesNotContain("hush", "token-1");
    }

    // --- the token is kept ---------------------------------------------------------------------------------------

    @Test
    void a_token_is_used_until_shortly_before_it_expires() throws Exception {
        get("/a");
        clock.advance(Duration.ofSeconds(3600 - 31));
        get("/b");
        clock.advance(Duration.ofSeconds(1));
        get("/c");

        assertThat(server.apiRequests()).extracting(request -> request.header("Authorization").orElse(""))
                .containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void a_very_short_life_is_used_for_nine_tenths() throws Exception {
        server.tokenEndpointSays(server.token(10));
        get("/a");
        clock.advance(Duration.ofMillis(8_999));
        get("/b");
        clock.advance(Duration.ofMillis(1));
        get("/c");

        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    @DisplayName("RFC 6749 §5.1: expires_in is only recommended")
    void a_token_without_a_life_is_kept_for_some_minutes() throws Exception {
        server.tokenEndpointSays(new TestServer.Told(200, "", "{\"token_type\":\"bearer\",\"nested\":{\"a\":[1]},\"access_token\":\"opaque\"}"));
        get("/a");
        clock.advance(Duration.ofMinutes(4));
        get("/b");
        clock.advance(Duration.ofMinutes(1));
        get("/c");

        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    void forty_threads_share_one_fetch() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(40);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(claviger::accessToken);
        }
        for (Future<String> token : threads.invokeAll(calls)) {
            assertThat(token.get()).isEqualTo("token-1");
        }
        threads.shutdown();

        assertThat(server.tokenRequests()).hasSize(1);
    }

    // --- the API refuses it --------------------------------------------------------------------------------------

    @Test
    void a_kept_token_that_is_refused_is_replaced_once_and_the_body_sent_again() throws Exception {
        get("/a");
        server.apiSays(401);

        HttpResponse<String> response = post("/b");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(server.apiRequests()).extracting(TestServer.Seen::body).containsExactly("", "once", "once");
        assertThat(server.apiRequests().get(2).header("Authorization")).contains("Bearer token-2");
    }

    @Test
    void the_second_refusal_is_the_callers_answer() throws Exception {
        get("/a");
        server.apiSays(401);
        server.apiSays(401);

        HttpResponse<String> response = get("/b");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("told");
        assertThat(server.tokenRequests()).hasSize(2);
    }

    @Test
    void a_token_just_fetched_is_not_replaced() throws Exception {
        server.apiSays(401);

        assertThat(get("/a").statusCode()).isEqualTo(401);
        assertThat(server.tokenRequests()).hasSize(1);
        assertThat(server.apiRequests()).hasSize(1);
    }

    // --- what failed for a moment --------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"GET,429", "GET,500", "GET,502", "GET,503", "GET,504", "PUT,503", "DELETE,503", "POST,429", "PATCH,429"})
    void is_sent_four_times_with_growing_pauses(String method, int status) throws Exception {
        for (int i = 0; i < 4; i++) {
            server.apiSays(status);
        }
        HttpRequest request = claviger.request("/a").method(method, BodyPublishers.ofString("body")).build();

        HttpResponse<InputStream> response = claviger.send(request, BodyHandlers.ofInputStream());

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new String(response.body().readAllBytes())).isEqualTo("told");
        assertThat(server.apiRequests()).extracting(TestServer.Seen::body).containsExactly("body", "body", "body", "body");
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    @DisplayName("RFC 9110 §9.2.2: a POST that may have been done is not sent again")
    void a_post_that_failed_is_not_repeated(int status) throws Exception {
        server.apiSays(status);

        assertThat(post("/a").statusCode()).isEqualTo(status);
        assertThat(server.apiRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 409, 501})
    void what_will_not_change_is_not_asked_again(int status) throws Exception {
        server.apiSays(status);

        assertThat(get("/a").statusCode()).isEqualTo(status);
        assertThat(server.apiRequests()).hasSize(1);
    }

    @Test
    @DisplayName("RFC 9110 §10.2.3: Retry-After in seconds and as a date")
    void retry_after_is_obeyed() throws Exception {
        server.apiSays(429, "7");
        server.apiSays(503, "Sun, 22 Nov 2026 08:00:09 GMT");
        server.apiSays(429, "soon");

        assertThat(get("/a").statusCode()).isEqualTo(200);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(9), Duration.ofSeconds(2));
    }

    @Test
    void a_wait_of_more_than_half_a_minute_is_the_callers() throws Exception {
        server.apiSays(429, "31");

        HttpResponse<String> response = get("/a");

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).isEqualTo("told");
        assertThat(pauses).isEmpty();
    }

    @Test
    void nobody_listening_is_asked_four_times_even_by_post() throws Exception {
        claviger.accessToken();
        server.close();

        assertThatThrownBy(() -> post("/a")).isInstanceOf(ConnectException.class);
        assertThat(pauses).hasSize(3);
    }

    // --- the authorization server refuses ------------------------------------------------------------------------

    @Test
    @DisplayName("RFC 6749 §5.2: the error is told, the secret is not")
    void a_refused_client_is_told_why_and_asks_no_more() {
        server.tokenEndpointSays(new TestServer.Told(401, "",
                "{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}"));

        assertThatThrownBy(claviger::accessToken)
                .isInstanceOfSatisfying(TokenRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.error()).isEqualTo("invalid_client");
                })
                .hasMessage(server.origin() + "/oauth2/token answered 401 invalid_client: client authentication failed, to client client");
        assertThat(server.tokenRequests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "[]", "{}", "{\"access_token\":\"\"}", "{\"access_token\":\"cut"})
    void an_answer_without_a_token_is_a_refusal(String body) {
        server.tokenEndpointSays(new TestServer.Told(200, "", body));

        assertThatThrownBy(claviger::accessToken).isInstanceOf(TokenRefused.class).hasMessageContaining("200");
    }

    @Test
    void a_token_endpoint_that_is_busy_is_asked_again() throws Exception {
        server.tokenEndpointSays(new TestServer.Told(429, "1", "{}"));
        server.tokenEndpointSays(new TestServer.Told(503, "", "{}"));

        assertThat(claviger.accessToken()).isEqualTo("token-1");
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void after_a_refusal_the_next_call_asks_anew() throws Exception {
        server.tokenEndpointSays(new TestServer.Told(400, "", "{\"error\":\"invalid_client\"}"));
        assertThatThrownBy(claviger::accessToken).isInstanceOf(TokenRefused.class);

        assertThat(claviger.accessToken()).isEqualTo("token-1");
    }
}
