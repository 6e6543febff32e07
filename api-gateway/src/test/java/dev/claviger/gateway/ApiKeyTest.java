package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An API key beside the token, where environment or route demand one")
class ApiKeyTest {

    private static final TenantId ACME = new TenantId("acme");
    private static TestGateway gateway;
    private int reachedBefore;
    private int askedBefore;

    @BeforeAll
    static void start() throws Exception {
        gateway = TestGateway.started(Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void count() {
        gateway.services.apiKeys.answerWith(200);
        reachedBefore = gateway.reached();
        askedBefore = asked();
    }

    private static int asked() {
        return gateway.services.apiKeys.asked.size();
    }

    private static ApiKey issue() {
        return gateway.services.apiKeys.issue("keyed", TestIssuer.CLIENT);
    }

    /** After everything recorded so far: else the last test's revocation would end it. */
    private static JsonObject claims() {
        return TestIssuer.claims("items.read").put("env", "keyed").put("aud", "urn:claviger:acme:keyed").put("pos", gateway.parts.snapshots().position());
    }

    private static Wire.Answer get(String... keys) throws Exception {
        return getWith(gateway.issuer.token(claims()), keys);
    }

    private static Wire.Answer getWith(String token, String... keys) throws Exception {
        List<String> headers = new ArrayList<>(List.of("Authorization: Bearer " + token));
        for (String key : keys) {
            headers.add("x-api-key: " + key);
        }
        return gateway.send("GET", TestGateway.KEYED_HOST, "/items", headers.toArray(String[]::new));
    }

    private static void record(AccessEvent event) throws Exception {
        long next = gateway.parts.snapshots().position() + 1;
        gateway.services.record(event);
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == next);
    }

    private void refused(Wire.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"claviger\", error=\"invalid_token\"");
        assertThat(answer.json().getString("detail")).isEqualTo("Invalid or missing token");
        assertThat(gateway.reached()).isEqualTo(reachedBefore);
    }

    @Test
    void lets_the_tokens_client_through_with_its_key_and_shows_the_upstream_none_of_it() throws Exception {
        String key = issue().reveal();

        assertThat(get(key).status()).isEqualTo(200);
        assertThat(gateway.acme.last().headers().entries()).noneMatch(header -> header.getValue().contains(key));
    }

    @Test
    void asks_once_whose_key_it_is_and_then_nobody() throws Exception {
        String key = issue().reveal();
        for (int i = 0; i < 20; i++) {
            assertThat(get(key).status()).isEqualTo(200);
        }
        assertThat(asked()).isEqualTo(askedBefore + 1);
        assertThat(gateway.registry.get("claviger.api.key.cache").tag("result", "hit").counter().count()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void refuses_a_request_without_a_key_like_one_with_a_bad_token() throws Exception {
        refused(get());
        assertThat(asked()).isEqualTo(askedBefore);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k", "clvk_keyed", "clv_keyed_aaaaaaaaaaaaaaaa_0000000000000000000000000000000000000000000000000"})
    void refuses_what_is_no_api_key_without_asking_anybody(String text) throws Exception {
        refused(get(text));
        assertThat(asked()).isEqualTo(askedBefore);
    }

    @Test
    void refuses_a_slip_of_the_pen_by_its_checksum_without_asking_anybody() throws Exception {
        String key = issue().reveal();
        char last = key.charAt(key.length() - 1);
        refused(get(key.substring(0, key.length() - 1) + (last == '0' ? '1' : '0')));
        refused(get(key + ", " + key));
        assertThat(asked()).isEqualTo(askedBefore);
    }

    @Test
    @DisplayName("A key nobody issued is asked for each time, for a no is not remembered: it may be the next to be created")
    void refuses_a_key_nobody_issued() throws Exception {
        ApiKey unknown = issue();
        gateway.services.apiKeys.delete(unknown);
        refused(get(unknown.reveal()));
        refused(get(unknown.reveal()));
        assertThat(asked()).isEqualTo(askedBefore + 2);
    }

    @Test
    void refuses_the_key_of_another_client_beside_the_token_known_or_not() throws Exception {
        String foreign = gateway.services.apiKeys.issue("keyed", "client0000000002").reveal();
        refused(get(foreign));
        refused(get(foreign));
        assertThat(getWith(gateway.issuer.token(claims().put("client_id", "client0000000002")), foreign).status()).isEqualTo(200);
        assertThat(asked()).isEqualTo(askedBefore + 1);
    }

    @Test
    void refuses_the_clients_key_of_another_environment() throws Exception {
        refused(get(gateway.services.apiKeys.issue("prod", TestIssuer.CLIENT).reveal()));
    }

    @Test
    void answers_two_keys_with_400_and_reads_none_from_the_query() throws Exception {
        String key = issue().reveal();
        assertThat(get(key, key).status()).isEqualTo(400);
        refused(gateway.send("GET", TestGateway.KEYED_HOST, "/items?x-api-key=" + key, "Authorization: Bearer " + gateway.issuer.token(claims())));
        refused(gateway.send("GET", TestGateway.KEYED_HOST, "/items", "Authorization: Bearer " + gateway.issuer.token(claims()), "x_api_key: " + key));
    }

    @Test
    void looks_at_the_token_first_so_that_without_one_nobody_is_asked() throws Exception {
        String key = issue().reveal();
        Wire.Answer bare = gateway.send("GET", TestGateway.KEYED_HOST, "/items", "x-api-key: " + key);
        assertThat(bare.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"claviger\"");
        refused(getWith(TestIssuer.es256("key-1").token(claims()), key));
        assertThat(asked()).isEqualTo(askedBefore);
    }

    @Test
    void judges_the_scope_only_when_the_key_is_right() throws Exception {
        String token = gateway.issuer.token(claims().put("scope", "nothing"));
        refused(getWith(token));
        assertThat(getWith(token, issue().reveal()).status()).isEqualTo(403);
    }

    @Test
    void demands_a_key_where_only_the_route_does_and_ignores_it_elsewhere() throws Exception {
        String token = gateway.issuer.token(TestIssuer.claims("items.read").put("pos", gateway.parts.snapshots().position()));
        String key = gateway.services.apiKeys.issue("prod", TestIssuer.CLIENT).reveal();
        refused(gateway.get("/keyed", token));
        assertThat(gateway.send("GET", TestGateway.HOST, "/keyed", "Authorization: Bearer " + token, "x-api-key: " + key).status()).isEqualTo(200);
        assertThat(gateway.send("GET", TestGateway.HOST, "/items", "Authorization: Bearer " + token, "x-api-key: k", "x-api-key: l").status()).isEqualTo(200);
        assertThat(gateway.acme.last().headers().contains("x-api-key")).isFalse();
        assertThat(asked()).isEqualTo(askedBefore + 1);
    }

    @Test
    void demands_no_key_of_a_public_route() throws Exception {
        assertThat(gateway.send("GET", TestGateway.KEYED_HOST, "/open").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("A failure of credential-service is 503 with Retry-After, never 401: not knowing is not a no")
    void does_not_blame_the_key_when_nobody_can_say_whose_it_is() throws Exception {
        String known = issue().reveal();
        String unknown = issue().reveal();
        assertThat(get(known).status()).isEqualTo(200);
        for (int status : new int[] {500, 401, 404, 204}) {
            gateway.services.apiKeys.answerWith(status);
            Wire.Answer answer = get(unknown);
            assertThat(answer.status()).as("when credential-service says %d", status).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.json().containsKey("error")).isFalse();
        }
        assertThat(get(known).status()).isEqualTo(200);
        gateway.services.apiKeys.answerWith(200);
        assertThat(get(unknown).status()).isEqualTo(200);
    }

    @Test
    void refuses_a_deleted_key_from_the_moment_the_deletion_is_applied() throws Exception {
        ApiKey key = issue();
        ApiKey other = issue();
        assertThat(get(key.reveal()).status()).isEqualTo(200);
        assertThat(get(other.reveal()).status()).isEqualTo(200);

        gateway.services.apiKeys.delete(key);
        record(new AccessEvent.ApiKeyDeleted(ACME, new ClientId(TestIssuer.CLIENT), key.id()));
        reachedBefore = gateway.reached();
        refused(get(key.reveal()));
        int asked = asked();
        assertThat(get(other.reveal()).status()).isEqualTo(200);
        assertThat(asked()).isEqualTo(asked);
    }

    @Test
    void asks_anew_after_an_event_on_the_client_or_tenant() throws Exception {
        String key = issue().reveal();
        ClientId client = new ClientId(TestIssuer.CLIENT);
        int expected = askedBefore;
        for (AccessEvent event : List.of(new AccessEvent.ClientChanged(ACME, client), new AccessEvent.TenantChanged(ACME),
                new AccessEvent.Revoked(RevocationTarget.client(ACME, client), Instant.now().plusSeconds(600)))) {
            assertThat(get(key).status()).isEqualTo(200);
            assertThat(asked()).isEqualTo(++expected);
            record(event);
        }
        record(new AccessEvent.ClientChanged(ACME, new ClientId("client0000000009")));
        assertThat(get(key).status()).isEqualTo(200);
        assertThat(get(key).status()).isEqualTo(200);
        assertThat(asked()).isEqualTo(expected + 1);
    }

    @Test
    @DisplayName("An answer that was on its way while the key was deleted is not used, and what was recorded meanwhile counts")
    void does_not_use_an_answer_that_an_event_crossed() throws Exception {
        ApiKey key = issue();
        String token = gateway.issuer.token(claims());
        gateway.services.apiKeys.hold();
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.KEYED_HOST, "/items", "Authorization: Bearer " + token, "x-api-key: " + key.reveal()));
            TestGateway.eventually(() -> asked() > askedBefore);
            gateway.services.apiKeys.delete(key);
            record(new AccessEvent.ApiKeyDeleted(ACME, new ClientId(TestIssuer.CLIENT), key.id()));
            gateway.services.apiKeys.release();

            refused(wire.read());
            assertThat(asked()).isEqualTo(askedBefore + 2);
        }
    }

    @Test
    void sees_a_revocation_of_the_token_that_arrives_while_the_key_is_asked_for() throws Exception {
        ApiKey key = issue();
        JsonObject claims = claims();
        gateway.services.apiKeys.hold();
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.KEYED_HOST, "/items", "Authorization: Bearer " + gateway.issuer.token(claims), "x-api-key: " + key.reveal()));
            TestGateway.eventually(() -> asked() > askedBefore);
            record(new AccessEvent.Revoked(TestRevocations.ofToken(claims.getString("jti")), Instant.now().plusSeconds(600)));
            gateway.services.apiKeys.release();

            refused(wire.read());
        }
    }

    @Test
    void shares_one_question_among_requests_that_come_together() throws Exception {
        String key = issue().reveal();
        gateway.services.apiKeys.hold();
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            wires.add(new Wire(gateway.port()).write(TestGateway.request("GET", TestGateway.KEYED_HOST, "/items", "Authorization: Bearer " + gateway.issuer.token(claims()), "x-api-key: " + key)));
        }
        TestGateway.eventually(() -> gateway.registry.get("claviger.token.cache").tag("result", "miss").counter().count() >= 20 && asked() > askedBefore);
        gateway.services.apiKeys.release();
        for (Wire wire : wires) {
            assertThat(wire.read().status()).isEqualTo(200);
            wire.close();
        }
        assertThat(asked()).isEqualTo(askedBefore + 1);
    }

    @Test
    void lets_one_client_keep_few_questions_open_and_none_of_another_waiting() throws Exception {
        gateway.services.apiKeys.hold();
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            wires.add(new Wire(gateway.port()).write(TestGateway.request("GET", TestGateway.KEYED_HOST, "/items", "Authorization: Bearer " + gateway.issuer.token(claims()), "x-api-key: " + issue().reveal())));
        }
        TestGateway.eventually(() -> asked() == askedBefore + 8);
        assertThat(get(issue().reveal()).status()).isEqualTo(503);
        String other = gateway.services.apiKeys.issue("keyed", "client0000000003").reveal();
        try (Wire wire = new Wire(gateway.port())) {
            wire.write(TestGateway.request("GET", TestGateway.KEYED_HOST, "/items", "Authorization: Bearer " + gateway.issuer.token(claims().put("client_id", "client0000000003")), "x-api-key: " + other));
            TestGateway.eventually(() -> asked() == askedBefore + 9);
            gateway.services.apiKeys.release();
            assertThat(wire.read().status()).isEqualTo(200);
        }
        for (Wire wire : wires) {
            assertThat(wire.read().status()).isEqualTo(200);
            wire.close();
        }
        assertThat(get(issue().reveal()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("An answer of another history proves nothing, however high its position")
    void does_not_use_an_answer_of_another_feed() throws Exception {
        gateway.services.apiKeys.answerFrom("feed-2");
        String key = issue().reveal();
        assertThat(get(key).status()).isEqualTo(503);
        gateway.services.apiKeys.answerFrom("feed-1");
        assertThat(get(key).status()).isEqualTo(200);
    }
}
