package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Both services with a database behind PgBouncer that lends each connection for a transaction. */
@ExtendWith(ClavigerExtension.class)
class PgBouncerTest {

    private static final String REFRESH = "grant_type=refresh_token&refresh_token=";
    private static final List<Integer> WELL = List.of(200, 200, 200, 200, 204, 200);
    private static final int AT_ONCE = 6;

    @TempDir
    private static Path folder;
    private static PgBouncer pooler;
    private static Replica credentialService;
    private static Replica tokenService;

    @BeforeAll
    static void start(TestClaviger claviger) throws Exception {
        pooler = PgBouncer.before(claviger, folder);
        credentialService = added(claviger, Service.CREDENTIAL, "claviger_credential", Map.of());
        tokenService = added(claviger, Service.TOKEN, "claviger_token", Map.of("claviger.internal.url", credentialService.address().toString()));
        credentialService.process().awaitReady();
        tokenService.process().awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        if (tokenService != null) {
            List.of(credentialService, tokenService).forEach(replica -> replica.process().terminate());
            List.of(credentialService, tokenService).forEach(replica -> replica.process().awaitEnd());
        }
        if (pooler != null) {
            pooler.close();
        }
    }

    @Test
    @DisplayName("many at once are served over few connections: no prepared statement is missed, none is there already")
    void many_share_few_connections(TestClaviger claviger) throws Exception {
        Tenant tenant = claviger.tenant("http://127.0.0.1:9");
        AdminApi admin = admin(claviger);
        // What a new process does for the first time takes as long as it takes; then nobody has to wait for an answer.
        claviger.await(Duration.ofSeconds(60), () -> life(claviger, admin, tenant).equals(WELL));
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        List<Future<List<Integer>>> lives = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            lives.add(callers.submit(() -> life(claviger, admin, tenant)));
        }
        for (Future<List<Integer>> life : lives) {
            assertThat(life.get()).isEqualTo(WELL);
        }
        callers.shutdown();

        for (String database : List.of("claviger_credential", "claviger_token")) {
            assertThat(new TestDatabase(claviger).query(database, "select pid from pg_stat_activity where datname = '" + database + "' and " + PgBouncer.THROUGH_HERE))
                    .as("connections to " + database).hasSizeBetween(1, PgBouncer.POOL_SIZE);
        }
    }

    @Test
    @DisplayName("LISTEN goes past the pooler, whose connections would hear for somebody else; a revocation is told")
    void events_are_told(TestClaviger claviger) throws Exception {
        List<String> listening = new TestDatabase(claviger).ask("select " + PgBouncer.THROUGH_HERE + " from pg_stat_activity"
                + " where datname = 'claviger_credential' and query ilike 'listen%'");
        assertThat(listening).as("of the installation's and of this test's credential-service").hasSizeGreaterThanOrEqualTo(2).containsOnly("f");

        Client client = claviger.client(claviger.tenant("http://127.0.0.1:9"), "employees.readonly");
        claviger.await(Duration.ofSeconds(10), () -> claviger.ask(tokens(), client, "grant_type=client_credentials").status() == 200);

        claviger.revoke(client);

        claviger.await(Duration.ofSeconds(10), () -> claviger.ask(tokens(), client, "grant_type=client_credentials").text("error").equals("invalid_client"));
    }

    @Test
    @DisplayName("who stands still amid a transaction is ended by the bounds that the pooler sets, which a service cannot set through it")
    void the_bounds_hold_behind_the_pooler(TestClaviger claviger) throws Exception {
        String url = "jdbc:" + pooler.url("claviger_credential") + "?preferQueryMode=simple";
        try (var connection = DriverManager.getConnection(url, "claviger_credential", claviger.installation().secrets().databasePassword("claviger_credential"));
                var statement = connection.createStatement(); var rows = statement.executeQuery("select name, setting from pg_settings"
                        + " where name in ('lock_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout') order by name")) {
            List<String> bounds = new ArrayList<>();
            while (rows.next()) {
                bounds.add(rows.getString(1) + " " + rows.getString(2));
            }
            assertThat(bounds).containsExactly("idle_in_transaction_session_timeout 10000", "lock_timeout 5000", "statement_timeout 30000");
        }
    }

    /** What a client's days are made of; the statuses. */
    private static List<Integer> life(TestClaviger claviger, AdminApi admin, Tenant tenant) {
        Answer made = admin.post(tenant.path() + "/clients", """
                {"name":"Test","environment":"production","scopes":["employees.readonly"],"grant_types":["client_credentials","refresh_token"]}""");
        Client client = new Client(tenant.id(), made.text("client_id"), made.text("client_secret"), made.text("credential_id"));
        Answer first = claviger.ask(tokens(), client, "grant_type=client_credentials");
        Answer second = claviger.ask(tokens(), client, REFRESH + first.text("refresh_token"));
        return List.of(first.status(), second.status(), claviger.ask(tokens(), client, REFRESH + second.text("refresh_token")).status(),
                admin.get(client.path() + "/secrets").status(), admin.delete(client.path() + "/secrets/" + client.credential()).status(),
                admin.get("/admin/v1/audit?client_id=" + client.id()).status());
    }

    private static Replica added(TestClaviger claviger, Service service, String database, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("claviger.database.url", pooler.url(database));
        settings.put("claviger.database.direct-url", "postgresql://127.0.0.1:" + claviger.installation().blueprint().ports().database() + "/" + database);
        settings.put("claviger.database.transaction-pooling", "true");
        return claviger.installation().addReplica(service, settings);
    }

    private static AdminApi admin(TestClaviger claviger) {
        return new AdminApi(claviger.installation().httpClient(), credentialService.address().toString(), claviger.admin().token());
    }

    private static URI tokens() {
        return tokenService.address().resolve("/oauth2/token");
    }
}
