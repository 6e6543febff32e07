package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Service;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup knows nothing of the revocations since. Whoever does must refuse, until a person says which history is true. One installation is
 * restored again and again, each time with a tenant that is new to it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("apart")
class RestoredDatabaseTest {

    private static final String PATH = "/api/v1/employees";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path home;
    private TestClaviger claviger;
    private TestDatabase database;
    private RecordingUpstream upstream;
    private Tenant tenant;
    private Client lasting;
    private String early;

    @BeforeAll
    void start() throws Exception {
        claviger = TestClaviger.start("installation to be restored", false, Map.of("claviger.feed.max-staleness", "PT3S"));
        database = new TestDatabase(claviger);
        upstream = new RecordingUpstream();
    }

    @BeforeEach
    void prepare() {
        claviger.renewAdmin();
        tenant = claviger.tenant(upstream.origin());
        lasting = claviger.client(tenant, "employees.readonly");
        early = claviger.token(lasting);
    }

    @AfterAll
    void stop() throws Exception {
        claviger.close();
        upstream.close();
    }

    @Test
    void a_database_that_forgot_a_revocation_is_refused_until_it_is_accepted() throws Exception {
        Client revoked = claviger.client(tenant, "employees.readonly");
        String dead = claviger.token(revoked);
        database.backUp();
        backInService();
        claviger.revoke(revoked);
        eventually(dead, 401);

        database.restore();

        Set<Integer> seen = new HashSet<>();
        claviger.await(PATIENCE, () -> {
            seen.add(claviger.statusOf(tenant.host(), PATH, dead));
            return claviger.statusOf(tenant.host(), PATH, early) == 503;
        });
        // No token is issued in ignorance either, once token-service's view is too old in its turn.
        claviger.await(PATIENCE, () -> claviger.ask(claviger.tokenService("/oauth2/token"), lasting, "grant_type=client_credentials").status() == 503);
        acceptedAndRight(dead, seen);
    }

    @Test
    void a_restored_database_that_went_on_past_what_the_gateway_knows_is_noticed_all_the_same() throws Exception {
        Client revoked = claviger.client(tenant, "employees.readonly");
        String dead = claviger.token(revoked);
        database.backUp();
        backInService();
        claviger.revoke(revoked);
        eventually(dead, 401);
        long known = database.position();

        long gateway = claviger.installation().service(Service.GATEWAY).pid();
        Signal.STOP.to(gateway);
        database.restore();
        // Not asked: the gateway, which stands still.
        claviger.await(PATIENCE, this::hasItsConnectionsBack);
        while (database.position() <= known) {
            claviger.scope("scope." + database.position());
        }
        Signal.CONT.to(gateway);

        Set<Integer> seen = new HashSet<>();
        claviger.await(PATIENCE, () -> {
            seen.add(claviger.statusOf(tenant.host(), PATH, dead));
            return claviger.statusOf(tenant.host(), PATH, early) == 503;
        });
        acceptedAndRight(dead, seen);
    }

    /** Everything issued before is refused, what is issued in the new history is not, and the revoked token never passed. */
    private void acceptedAndRight(String dead, Set<Integer> seen) throws Exception {
        CommandLine.Said accepted = new CommandLine(home).run(Map.of("CLAVIGER_DATABASE_PASSWORD", database.servicesPassword()),
                "restore", "accept", "-Dclaviger.database.url=" + database.url(), "-Dclaviger.database.username=" + TestDatabase.NAME);
        assertThat(accepted.status()).as(accepted.err()).isZero();
        assertThat(accepted.out()).contains(database.url(), "Accepted. The feed is now ");

        claviger.await(PATIENCE, () -> {
            seen.add(claviger.statusOf(tenant.host(), PATH, dead));
            return claviger.statusOf(tenant.host(), PATH, early) == 401;
        });
        claviger.await(PATIENCE, () -> {
            Answer fresh = claviger.ask(claviger.tokenService("/oauth2/token"), lasting, "grant_type=client_credentials");
            return fresh.status() == 200 && claviger.get(tenant.host(), PATH, fresh.text("access_token")).status() == 200;
        });
        seen.add(claviger.statusOf(tenant.host(), PATH, dead));
        assertThat(seen).as("what was answered to the revoked token").isNotEmpty().isSubsetOf(401, 503);
    }

    private void eventually(String token, int status) {
        claviger.await(PATIENCE, () -> claviger.get(tenant.host(), PATH, token).status() == status);
    }

    private void backInService() {
        claviger.await(PATIENCE, () -> hasItsConnectionsBack() && claviger.statusOf(tenant.host(), PATH, early) != 503);
    }

    /** Credential-service, in place of those that were closed under it. */
    private boolean hasItsConnectionsBack() {
        return claviger.admin().get("/admin/v1/scopes").status() == 200;
    }
}
