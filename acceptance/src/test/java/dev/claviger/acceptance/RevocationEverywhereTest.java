package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import dev.claviger.quickstart.installation.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(Integer.MAX_VALUE - 15)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ClavigerExtension.class)
@DisplayName("Three gateways follow one feed: what is revoked each of them refuses, and nothing else, whatever happens meanwhile")
class RevocationEverywhereTest {

    private static final String PATH = "/api/v1/employees";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TestClaviger claviger;
    private List<Replica> replicas;
    private List<URI> gateways;
    private RecordingUpstream upstream;

    /** A token, the host it is for, and the call that ends it. */
    private record Doomed(String host, String token, Revocation revocation) {
    }

    private interface Revocation {
        Answer call();
    }

    @BeforeAll
    void startTwoMoreGateways(TestClaviger installed) throws IOException {
        claviger = installed;
        upstream = new RecordingUpstream();
        replicas = List.of(installed.installation().addReplica(Service.GATEWAY), installed.installation().addReplica(Service.GATEWAY));
        replicas.forEach(replica -> replica.process().awaitReady());
        gateways = List.of(installed.installation().blueprint().gateway(), replicas.get(0).address(), replicas.get(1).address());
    }

    @AfterAll
    void stopThem() {
        replicas.stream().map(Replica::process).forEach(ServiceProcess::terminate);
        replicas.stream().map(Replica::process).forEach(ServiceProcess::awaitEnd);
        upstream.close();
    }

    @Test
    void every_kind_of_revocation_reaches_every_gateway_and_spares_all_others() {
        List<Doomed> doomed = doomed(2);
        Doomed spared = spared();
        doomed.forEach(one -> assertThat(one.revocation.call().status()).isIn(200, 202, 204));
        assertRefusedEverywhere(doomed, spared);
    }

    @Test
    void a_gateway_that_was_stopped_refuses_what_was_revoked_while_it_stood_still() throws Exception {
        List<Doomed> doomed = doomed(2);
        Doomed spared = spared();
        Signal.STOP.to(replicas.get(1).process().pid());
        doomed.forEach(one -> assertThat(one.revocation.call().status()).isIn(200, 202, 204));
        Thread.sleep(4_000);
        Signal.CONT.to(replicas.get(1).process().pid());
        assertRefusedEverywhere(doomed, spared);
    }

    @Test
    void what_was_acknowledged_while_the_database_restarted_is_refused_everywhere() throws Exception {
        List<Doomed> doomed = doomed(2);
        Doomed spared = spared();
        CompletableFuture<Void> restarting = CompletableFuture.runAsync(claviger.installation()::restartDatabase);
        doomed.forEach(this::revokeUntilAcknowledged);
        restarting.get();
        assertRefusedEverywhere(doomed, spared);
    }

    private void assertRefusedEverywhere(List<Doomed> doomed, Doomed spared) {
        for (Doomed one : doomed) {
            gateways.forEach(gateway -> claviger.await(PATIENCE, () -> status(gateway, one) == 401));
        }
        // Once more, each at each: what was refused stays refused.
        for (URI gateway : gateways) {
            doomed.forEach(one -> assertThat(status(gateway, one)).isEqualTo(401));
            assertThat(status(gateway, spared)).isEqualTo(200);
        }
    }

    /** Of every kind, accepted by all gateways so far. */
    private List<Doomed> doomed(int ofEach) {
        List<Doomed> doomed = new ArrayList<>();
        for (int i = 0; i < ofEach; i++) {
            doomed.add(doomed((client, claims) -> revocation("{\"jti\":\"%s\"}".formatted(claims.path("jti").asText()))));
            doomed.add(doomed((client, claims) -> revocation("{\"grant_id\":\"%s\"}".formatted(claims.path("grant_id").asText()))));
            doomed.add(doomed((client, claims) -> claviger.admin().delete(client.path() + "/secrets/" + client.credential())));
            doomed.add(doomed((client, claims) -> claviger.admin().patch(client.path(), "{\"disabled\":true}")));
            doomed.add(doomed((client, claims) -> revocation("{\"tenant\":\"%s\"}".formatted(client.tenant()))));
            doomed.add(doomed((client, claims) -> revocation("{\"tenant\":\"%s\",\"issued_before\":\"%s\"}"
                    .formatted(client.tenant(), Instant.ofEpochSecond(claims.path("iat").asLong() + 1)))));
        }
        return doomed;
    }

    private interface Kind {
        Answer revoke(Client client, JsonNode claims);
    }

    private Doomed doomed(Kind kind) {
        Tenant tenant = claviger.tenant(upstream.origin());
        Client client = claviger.refreshingClient(tenant, "", "employees.readonly");
        String token = claviger.token(client);
        JsonNode claims = claims(token);
        Doomed doomed = new Doomed(tenant.host(), token, () -> kind.revoke(client, claims));
        gateways.forEach(gateway -> claviger.await(PATIENCE, () -> status(gateway, doomed) == 200));
        return doomed;
    }

    private Doomed spared() {
        return doomed((client, claims) -> {
            throw new AssertionError("nobody revokes this one");
        });
    }

    private Answer revocation(String target) {
        return claviger.admin().post("/admin/v1/revocations", target);
    }

    /** A call that broke off may have been obeyed; its repetition then finds nothing to revoke. */
    private void revokeUntilAcknowledged(Doomed one) {
        claviger.await(PATIENCE, () -> {
            try {
                return List.of(200, 202, 204, 404, 409).contains(one.revocation.call().status());
            } catch (RuntimeException brokeOff) {
                return false;
            }
        });
    }

    private int status(URI gateway, Doomed one) {
        try {
            return claviger.send(HttpRequest.newBuilder(gateway.resolve(PATH)).header("Host", one.host()).header("Authorization", "Bearer " + one.token())).status();
        } catch (UncheckedIOException silent) {
            return 0;
        }
    }

    private static JsonNode claims(String token) {
        try {
            return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException noToken) {
            throw new UncheckedIOException(noToken);
        }
    }
}
