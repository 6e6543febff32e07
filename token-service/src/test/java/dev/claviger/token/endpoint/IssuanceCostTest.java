package dev.claviger.token.endpoint;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import jakarta.inject.Inject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("What a thousand client-credentials tokens cost once the client is known")
class IssuanceCostTest extends TokenServiceTest {

    private static final int REQUESTS = 1_000;
    /** What runs by the clock, whoever asks: the outbox and the keys, a few times a second. */
    private static final long SCHEDULED = REQUESTS / 2;
    /** PostgreSQL numbers the transactions that write, and only those. */
    private static final String WRITES = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
    private static final String TRANSACTIONS = "select (xact_commit + xact_rollback)::bigint from pg_stat_database where datname = current_database()";

    @Inject
    Pool pool;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void not_one_database_write_and_not_one_call_to_credential_service() throws Exception {
        HttpRequest request = tokenRequest(client("a"));
        assertThat(send(request)).isEqualTo(200);
        settle();
        long writes = count(WRITES);
        long transactions = count(TRANSACTIONS);
        Map<String, Integer> calls = calls();

        for (int i = 0; i < REQUESTS; i++) {
            assertThat(send(request)).isEqualTo(200);
        }

        assertThat(calls()).as("calls to credential-service, batches of usage aside").isEqualTo(calls);
        assertThat(count(WRITES)).as("transactions that wrote").isEqualTo(writes);
        settle();
        assertThat(count(TRANSACTIONS) - transactions).as("transactions of any kind").isLessThan(SCHEDULED);
    }

    @Test
    @DisplayName("the counter would have seen a write")
    void the_measure_measures() {
        long writes = count(WRITES);
        pool.query("create table counted (i int)").execute().toCompletionStage().toCompletableFuture().join();

        assertThat(count(WRITES)).isGreaterThan(writes);
    }

    private Map<String, Integer> calls() {
        Map<String, Integer> calls = new HashMap<>(credentialService.calls);
        calls.remove("/internal/usage");
        return calls;
    }

    private long count(String query) {
        Row row = pool.query(query).execute().toCompletionStage().toCompletableFuture().join().iterator().next();
        return row.getLong(0);
    }

    /** PostgreSQL counts transactions with a delay of up to a second. */
    private static void settle() throws InterruptedException {
        Thread.sleep(2_000);
    }

    private int send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest tokenRequest(TestClient client) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/oauth2/token"))
                .header("Authorization", client.basic()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build();
    }
}
