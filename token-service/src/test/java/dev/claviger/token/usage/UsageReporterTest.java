package dev.claviger.token.usage;

import dev.claviger.token.TestClient;
import dev.claviger.token.TokenServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@DisplayName("Uses are reported in batches, off the request's path")
class UsageReporterTest extends TokenServiceTest {

    @Test
    void a_use_is_reported_with_count_time_and_address() {
        TestClient client = client("a");
        basic(client).post("/oauth2/token").then().statusCode(200);
        basic(client).header("X-Forwarded-For", "203.0.113.9").post("/oauth2/token").then().statusCode(200);
        await(() -> count(client) == 2);
        JsonObject use = uses(client).get(0);
        assertThat(use.getString("last_used_from")).isEqualTo("127.0.0.1");
        assertThat(use.getLong("last_used_at")).isPositive();
    }

    @Test
    @DisplayName("a report that failed is sent again under the same id; nothing is lost, nothing counts twice")
    void a_failed_report_is_repeated() {
        TestClient client = client("a");
        basic(client).post("/oauth2/token").then().statusCode(200);
        credentialService.down = true;
        basic(client).post("/oauth2/token").then().statusCode(200);
        credentialService.down = false;
        await(() -> count(client) == 2);
        assertThat(credentialService.usageReports.stream().map(report -> report.getString("batch_id"))).doesNotHaveDuplicates();
    }

    @Test
    void a_refused_request_is_no_use() {
        TestClient client = client("a");
        basic(client).formParam("scope", "b").post("/oauth2/token").then().statusCode(400);
        TestClient later = client("a");
        basic(later).post("/oauth2/token").then().statusCode(200);
        await(() -> count(later) == 1);
        assertThat(count(client)).isZero();
    }

    private long count(TestClient client) {
        return uses(client).stream().mapToLong(use -> use.getLong("count")).sum();
    }

    private List<JsonObject> uses(TestClient client) {
        return credentialService.usageReports.stream().map(report -> report.getJsonArray("uses")).flatMap(JsonArray::stream)
                .map(JsonObject.class::cast).filter(use -> use.getString("credential_id").equals(client.record().credential().value())).toList();
    }
}
