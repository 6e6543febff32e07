package dev.claviger.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A revocation ends exactly the tokens it names, and for as long as any of them could be used")
class RevocationTest {

    private static final TenantId ACME = new TenantId("acme");
    private static final ClientId CLIENT = new ClientId(TestIssuer.CLIENT);
    private static final long NOW = Instant.now().getEpochSecond();
    private static final Instant CUT_OFF = Instant.ofEpochSecond(NOW - 50);

    /** One token, and others that differ from it in one respect and what follows from that. */
    private static Map<String, JsonObject> tokens() {
        Map<String, JsonObject> tokens = new LinkedHashMap<>();
        tokens.put("itself", claims("token-1", TestIssuer.CLIENT, TestIssuer.CREDENTIAL, "grant00000000001", 100));
        tokens.put("other-token", claims("token-2", TestIssuer.CLIENT, TestIssuer.CREDENTIAL, "grant00000000001", 100));
        tokens.put("issued-later", claims("token-3", TestIssuer.CLIENT, TestIssuer.CREDENTIAL, "grant00000000001", 10));
        tokens.put("other-grant", claims("token-4", TestIssuer.CLIENT, TestIssuer.CREDENTIAL, "grant00000000002", 100));
        tokens.put("no-grant", claims("token-5", TestIssuer.CLIENT, TestIssuer.CREDENTIAL, null, 100));
        tokens.put("other-secret", claims("token-6", TestIssuer.CLIENT, "credential000002", "grant00000000003", 100));
        tokens.put("other-client", claims("token-7", "client0000000002", "credential000003", "grant00000000004", 100));
        tokens.put("other-tenant", claims("token-8", "client0000000003", "credential000004", "grant00000000005", 100).put("tenant", "globex").put("aud", "urn:claviger:globex:prod"));
        tokens.put("issued-in-knowledge", claims("token-1", TestIssuer.CLIENT, TestIssuer.CREDENTIAL, "grant00000000001", 100).put("pos", 9));
        return tokens;
    }

    private static JsonObject claims(String tokenId, String client, String credential, String grant, int age) {
        return TestIssuer.claims("items.read").put("jti", tokenId).put("client_id", client).put("credential_id", credential).put("grant_id", grant).put("iat", NOW - age);
    }

    private static RevocationTarget target(String kind) {
        return switch (kind) {
            case "token" -> TestRevocations.ofToken("token-1");
            case "grant" -> TestRevocations.ofGrant("grant00000000001");
            case "secret" -> RevocationTarget.credential(ACME, CLIENT, new CredentialId(TestIssuer.CREDENTIAL));
            case "client" -> RevocationTarget.client(ACME, CLIENT);
            case "tenant" -> RevocationTarget.tenant(ACME);
            case "client-before" -> new RevocationTarget(Optional.of(ACME), Optional.of(CLIENT), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(CUT_OFF));
            default -> TestRevocations.ofAllBefore(CUT_OFF);
        };
    }

    private static Wire.Answer ask(TestGateway gateway, JsonObject claims) throws Exception {
        return gateway.get(claims.getString("tenant").equals("acme") ? TestGateway.HOST : TestGateway.OTHER_HOST, "/items", gateway.issuer.token(claims));
    }

    private static Set<String> refused(TestGateway gateway) throws Exception {
        Set<String> refused = new HashSet<>();
        for (Map.Entry<String, JsonObject> token : tokens().entrySet()) {
            Wire.Answer answer = ask(gateway, token.getValue());
            assertThat(answer.status()).as(token.getKey()).isIn(200, 401);
            if (answer.status() == 401) {
                assertThat(answer.json().getString("detail")).isEqualTo("Invalid or missing token");
                refused.add(token.getKey());
            }
        }
        return refused;
    }

    private static void revoke(TestGateway gateway, RevocationTarget target) throws Exception {
        revoke(gateway, target, Instant.now().plusSeconds(600));
    }

    private static void revoke(TestGateway gateway, RevocationTarget target, Instant keepUntil) throws Exception {
        long next = gateway.parts.snapshots().position() + 1;
        gateway.services.revoke(target, keepUntil);
        TestGateway.eventually(() -> gateway.parts.snapshots().position() == next);
    }

    @ParameterizedTest
    @CsvSource({"token, itself", "grant, itself issued-later other-token", "secret, itself issued-later no-grant other-grant other-token",
            "client, itself issued-later no-grant other-grant other-secret other-token", "tenant, itself issued-later no-grant other-client other-grant other-secret other-token",
            "client-before, itself no-grant other-grant other-secret other-token",
            "all-before, itself no-grant other-client other-grant other-secret other-tenant other-token"})
    void ends_exactly_the_tokens_it_names(String kind, String named) throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            assertThat(refused(gateway)).isEmpty();
            int reached = gateway.reached();
            revoke(gateway, target(kind));
            assertThat(refused(gateway)).containsExactlyInAnyOrder(named.split(" "));
            assertThat(gateway.reached()).isEqualTo(reached + tokens().size() - named.split(" ").length);
            assertThat(gateway.registry.get("claviger.feed.position").gauge().value()).isEqualTo(2);
            assertThat(gateway.registry.get("claviger.revocation.apply").timer().count()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A gateway that starts again has every live revocation before its first decision, and answers 503 until then")
    void holds_every_live_revocation_before_it_decides_anything() throws Exception {
        try (TestGateway gateway = new TestGateway(Map.of())) {
            for (String kind : new String[] {"token", "grant", "secret"}) {
                gateway.services.revoke(target(kind));
            }
            gateway.services.fallSilent();
            gateway.start();
            Set<Integer> seen = new HashSet<>(Set.of(ask(gateway, tokens().get("itself")).status()));
            gateway.services.speakAgain();
            TestGateway.eventually(() -> {
                int status = statusOf(gateway);
                seen.add(status);
                return status == 401;
            });
            assertThat(seen).containsExactlyInAnyOrder(503, 401);
            assertThat(refused(gateway)).containsExactlyInAnyOrder("issued-later", "itself", "no-grant", "other-grant", "other-token");
        }
    }

    private static int statusOf(TestGateway gateway) {
        try {
            return ask(gateway, tokens().get("itself")).status();
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    @ParameterizedTest
    @CsvSource({"50, 200", "200, 50"})
    @DisplayName("Of two cut-offs the later one decides, whichever was recorded first")
    void keeps_the_later_of_two_cut_offs(int firstAgo, int secondAgo) throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            revoke(gateway, TestRevocations.ofAllBefore(Instant.ofEpochSecond(NOW - firstAgo)));
            revoke(gateway, TestRevocations.ofAllBefore(Instant.ofEpochSecond(NOW - secondAgo)));
            assertThat(ask(gateway, tokens().get("itself")).status()).isEqualTo(401);
            assertThat(ask(gateway, tokens().get("issued-later")).status()).isEqualTo(200);
        }
    }

    @Test
    void forgets_a_revocation_when_nothing_it_covers_can_be_alive() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            revoke(gateway, target("secret"), Instant.now().plusSeconds(600));
            for (int i = 0; i < 100; i++) {
                revoke(gateway, TestRevocations.ofToken("gone-" + i), Instant.now().minusSeconds(1));
            }
            assertThat(gateway.parts.snapshots().current().revocations().size()).isEqualTo(1);
            assertThat(ask(gateway, tokens().get("itself")).status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("Clocks may differ by the skew: a token within it past its end, or from the future, is refused like any other")
    void refuses_a_revoked_token_at_the_edges_of_its_life() throws Exception {
        try (TestGateway gateway = TestGateway.started(Map.of())) {
            long now = Instant.now().getEpochSecond();
            JsonObject ending = tokens().get("itself").put("exp", now - 1);
            JsonObject early = tokens().get("itself").put("iat", now + 4);
            assertThat(ask(gateway, ending).status()).isEqualTo(200);
            assertThat(ask(gateway, early).status()).isEqualTo(200);
            revoke(gateway, target("client"));
            assertThat(ask(gateway, ending).status()).isEqualTo(401);
            assertThat(ask(gateway, early).status()).isEqualTo(401);
        }
    }
}
