package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.DemoData;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Blueprint;
import dev.claviger.quickstart.installation.LocalSecrets;
import dev.claviger.quickstart.installation.Service;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * After all the journeys: every secret, pepper, key and token they used is looked for where it must not be. Each
 * search first proves that it would find something.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(ClavigerExtension.class)
class CanaryTest {

    @Test
    void no_log_holds_a_secret(TestClaviger claviger) throws IOException {
        for (Service service : Service.values()) {
            String log = Files.readString(claviger.installation().blueprint().log(service));
            assertThat(log).isNotBlank();
            assertHoldsNone(log, claviger, service + "'s log");
        }
    }

    @Test
    void no_metrics_page_holds_a_secret(TestClaviger claviger) {
        for (Service service : Service.values()) {
            String metrics = claviger.get(URI.create(claviger.installation().blueprint().management(service) + "/q/metrics")).body();
            assertThat(metrics).contains("claviger_");
            assertHoldsNone(metrics, claviger, service + "'s metrics");
            assertThat(metrics).doesNotContain("clv_");
        }
    }

    @Test
    void no_openapi_document_holds_a_secret(TestClaviger claviger) {
        String document = claviger.get(claviger.credentialService("/openapi")).body();

        assertThat(document).contains("/admin/v1/tenants");
        assertHoldsNone(document, claviger, "the OpenAPI document");
    }

    @Test
    void the_audit_tells_everything_but_a_secret(TestClaviger claviger) {
        StringBuilder audit = new StringBuilder();
        String next = "";
        do {
            Answer page = claviger.admin().get("/admin/v1/audit?limit=100" + next);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            audit.append(page.body());
            next = page.json().path("next").isTextual() ? "&after=" + page.text("next") : "";
        } while (!next.isEmpty());

        assertThat(audit).contains(claviger.local().client().id());
        assertHoldsNone(audit.toString(), claviger, "the audit");
    }

    @Test
    void a_secret_is_shown_once(TestClaviger claviger) {
        Client client = claviger.client(DemoData.TENANT, DemoData.ENVIRONMENT, "employees.readonly");
        Answer created = claviger.send(HttpRequest.newBuilder(claviger.credentialService(client.path() + "/secrets"))
                .header("Authorization", "Bearer " + claviger.admin().token()).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"previous_valid_for\":\"P7D\"}")));

        assertThat(created.text("client_secret")).startsWith("clv_production_");
        assertThat(created.header("Cache-Control")).contains("no-store");
        for (String path : List.of(client.path(), client.path() + "/secrets", "/admin/v1/tenants/acme/clients?limit=100")) {
            assertHoldsNone(claviger.admin().get(path).body(), claviger, path);
        }
    }

    @Test
    void no_refusal_repeats_a_secret(TestClaviger claviger) {
        assertThat(claviger.refusalsSeen()).isNotEmpty();
        assertHoldsNone(String.join("\n", claviger.refusalsSeen()), claviger, "a refusal");
    }

    @Test
    void neither_database_holds_a_secret_in_clear(TestClaviger claviger) throws SQLException {
        String credential = everythingIn("claviger_credential", claviger);
        String token = everythingIn("claviger_token", claviger);

        assertThat(credential).contains(claviger.local().client().id());
        assertThat(token).isNotBlank();
        assertHoldsNone(credential, claviger, "credential-service's database");
        assertHoldsNone(token, claviger, "token-service's database");
        assertThat(token).as("a private key in clear").doesNotContain("\"d\":", "PRIVATE KEY");
    }

    /** Every row of every table as text; binary columns come out as hex. */
    private static String everythingIn(String database, TestClaviger claviger) throws SQLException {
        Blueprint blueprint = claviger.installation().blueprint();
        String url = "jdbc:postgresql://127.0.0.1:" + blueprint.ports().database() + "/" + database;
        StringBuilder rows = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(url, "postgres",
                claviger.installation().secrets().databasePassword("postgres"))) {
            for (String table : column(connection, "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
                    + " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')")) {
                column(connection, "SELECT t::text FROM " + table + " t").forEach(row -> rows.append(row).append('\n'));
            }
        }
        return rows.toString();
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static void assertHoldsNone(String text, TestClaviger claviger, String where) {
        String lower = text.toLowerCase(Locale.ROOT);
        canaries(claviger).forEach(canary -> {
            // Not "contains": its message would print the secret.
            assertThat(text.contains(canary)).as(where + " holds a secret beginning " + canary.substring(0, 6)).isFalse();
            assertThat(lower.contains(hex(canary))).as(where + " holds a secret's bytes, beginning " + canary.substring(0, 6)).isFalse();
        });
    }

    private static Stream<String> canaries(TestClaviger claviger) {
        LocalSecrets secrets = claviger.installation().secrets();
        Stream<String> keys = Stream.of(secrets.pepper(), secrets.refreshPepper(), secrets.gatewayKey(), secrets.tokenServiceKey(),
                secrets.signingEncryptionKey(), secrets.oneTimePasswordsEncryptionKey(), secrets.adminClientSecret(), secrets.databasePassword("claviger_credential"),
                secrets.databasePassword("claviger_token"));
        Set<String> seen = claviger.secretsSeen();
        assertThat(seen).hasSizeGreaterThan(10);
        return Stream.concat(keys, seen.stream());
    }

    /** As PostgreSQL shows bytes: of the decoded key where the secret is base64, else of the text. */
    private static String hex(String secret) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(secret));
        } catch (IllegalArgumentException e) {
            return HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
        }
    }
}
