package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is recorded elsewhere takes effect here, and its absence too")
class FollowingTest {

    private static final TenantId ACME = new TenantId("acme");

    private static void becomes(TestGateway gateway, String token, int status) throws Exception {
        TestGateway.eventually(() -> status(gateway, token) == status);
    }

    private static int status(TestGateway gateway, String token) {
        try {
            return gateway.get("/items", token).status();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void takes_up_environments_and_scopes_while_serving() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            EnvironmentName prod = new EnvironmentName("prod");
            assertThat(gateway.get("new.test", "/open", "x").status()).isEqualTo(421);
            gateway.services.record(new AccessEvent.EnvironmentPut(new EnvironmentRecord(ACME, prod, List.of("new.test"), List.of(gateway.globex.url()), "urn:claviger:acme:prod", List.of(), false, List.of(), EnvironmentLimits.NONE)));
            TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
            assertThat(gateway.get("new.test", "/open", "x").body()).isEqualTo("answer of globex");
            assertThat(gateway.get(TestGateway.HOST, "/open", "x").status()).isEqualTo(421);

            gateway.services.record(new AccessEvent.ScopePut(new ScopeDefinition("everything", Scopes.of("items.all"))));
            TestGateway.eventually(() -> gateway.parts.snapshots().position() == 3);
            assertThat(gateway.get("new.test", "/items", gateway.issuer.token("everything")).status()).isEqualTo(200);

            gateway.services.record(new AccessEvent.EnvironmentDeleted(ACME, prod));
            TestGateway.eventually(() -> gateway.parts.snapshots().position() == 4);
            assertThat(gateway.get("new.test", "/open", "x").status()).isEqualTo(421);
        }
    }

    @Test
    @DisplayName("Within max-staleness a silent feed changes nothing; beyond it nothing is accepted; then it recovers")
    void keeps_serving_without_a_feed_until_it_could_miss_a_revocation() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.feed.max-staleness", "PT1.5S", "claviger.gateway.h2c", "true")); Http2Wire wire = new Http2Wire(gateway.port())) {
            String token = gateway.issuer.token("items.read");
            gateway.services.fallSilent();
            assertThat(gateway.get("/items", token).status()).isEqualTo(200);

            becomes(gateway, token, 503);
            int reached = gateway.reached();
            Wire.Answer answer = gateway.get("/items", token);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
            assertThat(answer.json().containsKey("error")).isFalse();
            assertThat(gateway.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(503);
            Http2Wire.Answer stream = wire.exchange("GET", TestGateway.HOST, "/items", "authorization: Bearer " + token);
            assertThat(stream.status()).isEqualTo(503);
            assertThat(stream.header("retry-after")).isEqualTo("5");
            assertThat(gateway.reached()).isEqualTo(reached);

            gateway.services.speakAgain();
            becomes(gateway, token, 200);
            assertThat(wire.exchange("GET", TestGateway.HOST, "/items", "authorization: Bearer " + token).status()).isEqualTo(200);
        }
    }

    @Test
    void refuses_everything_until_a_snapshot_was_held() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of())) {
            gateway.services.fallSilent();
            gateway.start();
            assertThat(gateway.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(503);
            gateway.services.speakAgain();
            TestGateway.eventually(() -> gateway.parts.snapshots().isHeld());
            assertThat(gateway.send("GET", TestGateway.HOST, "/open").status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("An unknown key is 503 while the keys cannot be read, and 401 only when the issuer says so")
    void does_not_blame_the_token_when_the_keys_cannot_be_read() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of("claviger.jwks.min-refetch-interval", "PT0.05S"))) {
            gateway.services.answerKeysWith(500);
            gateway.start();
            TestGateway.eventually(() -> gateway.parts.snapshots().isHeld());
            String token = gateway.issuer.token("items.read");
            assertThat(gateway.get("/items", token).status()).isEqualTo(503);
            assertThat(gateway.parts.jwks().areHeld()).isFalse();

            gateway.services.answerKeysWith(200);
            becomes(gateway, token, 200);
            gateway.services.answerKeysWith(302);
            Thread.sleep(60);
            assertThat(gateway.get("/items", token).status()).isEqualTo(200);
            assertThat(gateway.get("/items", TestIssuer.es256("key-2").token("items.read")).status()).isEqualTo(503);
        }
    }

    private static boolean isReady(TestGateway gateway) {
        return GatewayReadiness.of(gateway.parts).getStatus() == HealthCheckResponse.Status.UP;
    }

    @Test
    @DisplayName("No replica is sent requests before it has held keys, routes and snapshot; without any it finds the keys by itself, and losing their issuer later changes nothing")
    void is_ready_once_it_has_held_what_it_decides_by() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of("claviger.jwks.min-refetch-interval", "PT0.05S", "claviger.jwks.refresh-interval", "PT0.05S"))) {
            assertThat(isReady(gateway)).isFalse();
            gateway.services.answerKeysWith(503);
            gateway.start();
            TestGateway.eventually(() -> gateway.parts.snapshots().isHeld() && gateway.parts.routes().areHeld() && gateway.services.jwksReads.get() > 2);
            assertThat(isReady(gateway)).isFalse();

            gateway.services.answerKeysWith(200);
            TestGateway.eventually(() -> isReady(gateway));
            gateway.services.answerKeysWith(503);
            int reads = gateway.services.jwksReads.get();
            TestGateway.eventually(() -> gateway.services.jwksReads.get() > reads + 1);
            assertThat(isReady(gateway)).isTrue();
        }
    }

    @Test
    void is_not_ready_without_a_snapshot() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of())) {
            gateway.services.fallSilent();
            gateway.start();
            TestGateway.eventually(() -> gateway.parts.jwks().areHeld() && gateway.parts.routes().areHeld());
            assertThat(isReady(gateway)).isFalse();
            gateway.services.speakAgain();
            TestGateway.eventually(() -> isReady(gateway));
        }
    }

    @Test
    void takes_up_a_new_key_at_its_first_token_and_drops_tokens_of_one_that_is_gone() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.jwks.min-refetch-interval", "PT0.05S", "claviger.jwks.refresh-interval", "PT0.3S"))) {
            TestIssuer next = TestIssuer.es256("key-2");
            String old = gateway.issuer.token("items.read");
            assertThat(gateway.get("/items", old).status()).isEqualTo(200);

            gateway.services.publishKeys(TestIssuer.jwks(gateway.issuer, next));
            Thread.sleep(60);
            assertThat(gateway.get("/items", next.token("items.read")).status()).isEqualTo(200);
            assertThat(gateway.get("/items", old).status()).isEqualTo(200);

            gateway.services.publishKeys(TestIssuer.jwks(next));
            becomes(gateway, old, 401);
            assertThat(gateway.get("/items", next.token("items.read")).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("RFC 7517 §4.5: a key that takes another's name replaces it, for tokens that were accepted before too")
    void drops_tokens_whose_key_was_replaced_under_its_name() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.jwks.refresh-interval", "PT0.1S"))) {
            TestIssuer replacing = TestIssuer.es256("key-1");
            String old = gateway.issuer.token("items.read");
            assertThat(gateway.get("/items", old).status()).isEqualTo(200);
            assertThat(gateway.get("/items", replacing.token("items.read")).status()).isEqualTo(401);
            gateway.services.publishKeys(TestIssuer.jwks(replacing));
            becomes(gateway, old, 401);
            assertThat(gateway.get("/items", replacing.token("items.read")).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("RFC 7517 §4.5: of two keys with one name the first counts, and that is the same for every token")
    void believes_one_of_two_keys_with_one_name() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.jwks.refresh-interval", "PT0.05S"))) {
            TestIssuer namesake = TestIssuer.es256("key-1");
            gateway.services.publishKeys(TestIssuer.jwks(gateway.issuer, namesake, TestIssuer.es256("key-2")));
            TestGateway.eventually(() -> gateway.parts.jwks().size() == 2);
            for (int i = 0; i < 3; i++) {
                assertThat(gateway.get("/items", gateway.issuer.token("items.read")).status()).isEqualTo(200);
                assertThat(gateway.get("/items", namesake.token("items.read")).status()).isEqualTo(401);
            }
            gateway.services.publishKeys(TestIssuer.jwks(namesake, gateway.issuer));
            becomes(gateway, gateway.issuer.token("items.read"), 401);
            assertThat(gateway.get("/items", namesake.token("items.read")).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("RFC 8725 §3.10: keys are read where the settings say, and nowhere that answer sends us")
    void follows_no_redirect_of_the_keys() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.jwks.refresh-interval", "PT0.05S"))) {
            TestIssuer stranger = TestIssuer.es256("key-2");
            gateway.globex.answerWith(request -> request.response().end(TestIssuer.jwks(stranger)));
            gateway.services.redirectKeysTo(gateway.globex.url() + "/keys");
            int reads = gateway.services.jwksReads.get();
            TestGateway.eventually(() -> gateway.services.jwksReads.get() > reads + 3);
            assertThat(gateway.globex.received()).isEmpty();
            assertThat(gateway.get("/items", gateway.issuer.token("items.read")).status()).isEqualTo(200);
            assertThat(gateway.get("/items", stranger.token("items.read")).status()).isIn(401, 503);
        }
    }

    @Test
    @DisplayName("A revocation that arrives while a request waits for the issuer's keys counts for that request")
    void sees_a_revocation_recorded_while_keys_are_awaited() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.jwks.min-refetch-interval", "PT0.05S"))) {
            TestIssuer next = TestIssuer.es256("key-2");
            gateway.services.publishKeys(TestIssuer.jwks(gateway.issuer, next));
            gateway.services.holdKeys();
            Thread.sleep(60);
            int reads = gateway.services.jwksReads.get();
            try (Wire wire = new Wire(gateway.port())) {
                wire.write(TestGateway.request("GET", TestGateway.HOST, "/items", "Authorization: Bearer " + next.token("items.read")));
                TestGateway.eventually(() -> gateway.services.jwksReads.get() > reads);
                gateway.services.revoke(RevocationTarget.tenant(ACME));
                TestGateway.eventually(() -> gateway.parts.snapshots().position() == 2);
                gateway.services.releaseKeys();

                assertThat(wire.read().status()).isEqualTo(401);
                assertThat(gateway.reached()).isZero();
            }
            assertThat(gateway.get("/items", next.token(TestIssuer.claims("items.read").put("pos", 2))).status()).isEqualTo(200);
        }
    }

    @Test
    void keeps_the_last_good_keys_when_what_it_reads_is_no_key_set() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of("claviger.jwks.refresh-interval", "PT0.05S"))) {
            String token = gateway.issuer.token("items.read");
            for (String bad : List.of("<html></html>", "{\"keys\":[]}", "{\"keys\":{}}", "", "{\"keys\":[{\"kid\":\"x\"}]}", "x".repeat(2 * 1024 * 1024))) {
                int reads = gateway.services.jwksReads.get();
                gateway.services.publishKeys(bad);
                TestGateway.eventually(() -> gateway.services.jwksReads.get() > reads + 1);
                assertThat(gateway.get("/items", token).status()).isEqualTo(200);
            }
            assertThat(gateway.registry.get("claviger.jwks.refresh").tag("outcome", "failed").counter().count()).isGreaterThanOrEqualTo(6);
        }
    }
}
