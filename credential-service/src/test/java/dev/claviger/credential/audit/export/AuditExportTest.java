package dev.claviger.credential.audit.export;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The audit trail as a file")
class AuditExportTest {

    private static final String MANY = "insert into audit_entry (at, actor, actor_tenant, action, tenant_id, changed)"
            + " select now() - make_interval(secs => n), 'TestAdministrator00', 'claviger', 'tenant.changed', $1, '{name}' from generate_series(1, $2) n";

    @Inject
    Pool pool;

    @Test
    @DisplayName("as CSV: a head, a line for each entry with CRLF, a name with tenant and date; and the export is an entry itself")
    void as_csv() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        Response answer = export(client.tenant(), "csv");
        answer.then().statusCode(200).header("Content-Type", containsString("text/csv"))
                .header("Content-Disposition", equalTo("attachment; filename=\"audit-" + client.tenant() + "-" + LocalDate.now(ZoneOffset.UTC) + ".csv\"")).header("Cache-Control", "no-store");
        List<String> lines = Stream.of(answer.asString().split("\r\n")).toList();
        assertThat(lines.get(0)).startsWith("\"at\",\"action\",\"actor\"");
        assertThat(lines).filteredOn(line -> line.contains("\"client.created\"")).singleElement().asString().contains("\"" + client.id() + "\"", "\"" + client.credential() + "\"");
        asAdministrator().queryParam("tenant", client.tenant()).get("/admin/v1/audit").then().body("items[0].action", equalTo("audit.exported")).body("items[0].changed", equalTo(List.of("csv")));
    }

    @Test
    @DisplayName("as JSON lines: an item a line, as the admin API answers it, filtered as asked")
    void as_json_lines() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        Response answer = asAdministrator().queryParams("tenant", client.tenant(), "format", "jsonl", "action", "client.created").get("/admin/v1/audit/export");
        answer.then().statusCode(200).header("Content-Type", containsString("application/jsonl"));
        assertThat(answer.asString().strip().lines()).singleElement().satisfies(line -> assertThat(JsonPath.from(line).getString("client_id")).isEqualTo(client.id()));
    }

    @Test
    @DisplayName("of thousands of entries has each once, newest first")
    void of_many() {
        String tenant = AdminApi.newTenant();
        pool.preparedQuery(MANY).executeAndAwait(Tuple.of(tenant, 3_200));
        List<String> lines = export(tenant, "jsonl").asString().lines().filter(line -> line.contains("tenant.changed")).toList();
        assertThat(lines).hasSize(3_200).doesNotHaveDuplicates();
        assertThat(JsonPath.from(lines.get(0)).getString("at")).isGreaterThan(JsonPath.from(lines.get(3_199)).getString("at"));
    }

    @Test
    @DisplayName("of more than 100,000 is refused before it begins, and says what to do")
    void of_too_many() {
        String tenant = AdminApi.newTenant();
        pool.preparedQuery(MANY).executeAndAwait(Tuple.of(tenant, AuditExport.MOST + 1));
        export(tenant, "csv").then().statusCode(422).body("detail", containsString("More than 100,000 entries")).body("detail", containsString("shorter time"));
        asAdministrator().queryParams("tenant", tenant, "action", "audit.exported").get("/admin/v1/audit").then().body("items.size()", equalTo(0));
        pool.preparedQuery("delete from audit_entry where tenant_id = $1").executeAndAwait(Tuple.of(tenant));
    }

    @Test
    void of_no_known_form_is_refused() {
        export(AdminApi.newTenant(), "xlsx").then().statusCode(400).body("errors.format", equalTo("must be csv or jsonl"));
    }

    private static Response export(String tenant, String format) {
        return asAdministrator().queryParams("tenant", tenant, "format", format).get("/admin/v1/audit/export");
    }
}
