package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.claviger.quickstart.api.AdminApi;
import dev.claviger.quickstart.api.Answer;
import dev.claviger.quickstart.installation.Replica;
import dev.claviger.quickstart.installation.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A rolling update: the previous release's services and today's, on the same two databases at the same time, in the order in which it happens.
 * The installation is of the previous release; today's are added, and then somebody thinks better of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
class UpgradeTest {

    private static final String PATH = "/api/v1/employees";
    private static final String REFRESH = "grant_type=refresh_token&refresh_token=";
    private static final String LATER_VERSION = "9999";
    private static final String TABLES = """
            select c.oid::regclass from pg_class c
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'flyway_schema_history'
            """;
    private static final List<String> DATABASES = List.of(TestDatabase.NAME, "claviger_token");

    private Path previous;
    private TestClaviger claviger;
    private TestDatabase database;
    private RecordingUpstream upstream;
    private Tenant tenant;
    private Client early;
    private Replica newCredentialService;
    private Replica newTokenService;

    @BeforeAll
    void install() throws Exception {
        previous = PreviousRelease.home();
        claviger = TestClaviger.startWithoutPeople(TestClaviger.blueprint(previous, "installation to be upgraded", false, Map.of()));
        database = new TestDatabase(claviger);
        upstream = new RecordingUpstream();
        tenant = claviger.tenant(upstream.origin());
        early = claviger.refreshingClient(tenant, "", "employees.readonly");
    }

    @AfterAll
    void stop() throws Exception {
        if (claviger != null) {
            claviger.close();
            upstream.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName("two replicas of today's that start at once migrate once, and whoever uses those of before notices nothing")
    void one_replica_migrates() throws Exception {
        Replica first = today(Service.CREDENTIAL, Map.of());
        Replica second = today(Service.CREDENTIAL, Map.of());
        newTokenService = today(Service.TOKEN, Map.of("claviger.internal.url", first.address().toString()));
        List<Integer> answers = new ArrayList<>();
        // Whoever ends instead, or takes forever, says below what it said.
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while ((!isReady(first) || !isReady(second)) && first.process().isAlive() && second.process().isAlive() && System.nanoTime() < patience) {
            answers.add(patch(claviger.admin(), early, "name " + answers.size()).status());
            answers.add(claviger.statusOf(tenant.host(), PATH, claviger.token(early)));
        }
        first.process().awaitReady();
        second.process().awaitReady();
        newTokenService.process().awaitReady();
        newCredentialService = first;
        second.process().terminate();
        second.process().awaitEnd();

        assertThat(answers).isNotEmpty().containsOnly(200);
        assertThat(database.ask("select version from flyway_schema_history where success order by installed_rank"))
                .doesNotHaveDuplicates().hasSameElementsAs(versions("credential-service"));
        assertThat(database.query("claviger_token", "select version from flyway_schema_history where success"))
                .doesNotHaveDuplicates().hasSameElementsAs(versions("token-service"));
    }

    @Test
    @Order(2)
    void what_either_version_writes_the_other_reads() throws Exception {
        speaksTheSame(claviger.admin(), claviger.tokenService("/oauth2/token"), todaysAdmin(), newTokenEndpoint());
        speaksTheSame(todaysAdmin(), newTokenEndpoint(), claviger.admin(), claviger.tokenService("/oauth2/token"));
    }

    @Test
    @Order(3)
    @DisplayName("a report of use that one version had and did not acknowledge counts once when the other gets it again")
    void a_repeated_report_counts_once() throws Exception {
        String batch = UUID.randomUUID().toString();
        for (URI service : List.of(claviger.credentialService(""), newCredentialService.address())) {
            Answer answer = claviger.post(service.resolve("/internal/usage"), "application/json", """
                    {"batch_id":"%s","uses":[{"credential_id":"%s","count":1000000,"last_used_at":1790000000}]}""".formatted(batch, early.credential()),
                    "Authorization", "Bearer " + claviger.installation().secrets().tokenServiceKey());
            assertThat(answer.status()).isEqualTo(204);
        }

        assertThat(Long.parseLong(database.ask("select use_count from credential_usage where credential_id = '" + early.credential() + "'").get(0)))
                .isBetween(1_000_000L, 1_999_999L);
    }

    @Test
    @Order(4)
    @DisplayName("a column more in every table disturbs neither of those that have prepared their statements before")
    void columns_of_a_later_version() throws Exception {
        for (String name : DATABASES) {
            for (String table : database.query(name, TABLES)) {
                database.run(name, "alter table " + table + " add column of_a_later_version text");
            }
        }

        speaksTheSame(claviger.admin(), claviger.tokenService("/oauth2/token"), todaysAdmin(), newTokenEndpoint());
        speaksTheSame(todaysAdmin(), newTokenEndpoint(), claviger.admin(), claviger.tokenService("/oauth2/token"));
    }

    @Test
    @Order(5)
    @DisplayName("the previous release, and today's, start on databases that a later version has migrated, and work there")
    void the_way_back() throws Exception {
        for (String name : DATABASES) {
            database.run(name, "insert into flyway_schema_history select max(installed_rank) + 1, '" + LATER_VERSION + "', 'of a later version', 'SQL', 'V"
                    + LATER_VERSION + "__of_a_later_version.sql', 1, 'later', now(), 1, true from flyway_schema_history");
        }
        Replica back = claviger.installation().addReplica(previous, Service.CREDENTIAL, Map.of());
        Replica tokensBack = claviger.installation().addReplica(previous, Service.TOKEN, Map.of("claviger.internal.url", back.address().toString()));
        Replica today = today(Service.CREDENTIAL, Map.of());
        Stream.of(back, tokensBack, today).forEach(replica -> replica.process().awaitReady());

        speaksTheSame(adminAt(back), tokensBack.address().resolve("/oauth2/token"), adminAt(today), newTokenEndpoint());
    }

    /** A client's life, begun here and ended there. */
    private void speaksTheSame(AdminApi here, URI tokensHere, AdminApi there, URI tokensThere) throws Exception {
        Client client = registered(here);
        String token = claviger.ask(tokensHere, client, "grant_type=client_credentials").text("access_token");
        claviger.await(Duration.ofSeconds(10), () -> claviger.statusOf(tenant.host(), PATH, token) == 200);
        Answer pair = claviger.ask(tokensThere, client, "grant_type=client_credentials");
        Answer next = claviger.ask(tokensHere, client, REFRESH + pair.text("refresh_token"));
        assertThat(next.status()).as(next.body()).isEqualTo(200);
        assertThat(claviger.ask(tokensThere, client, REFRESH + next.text("refresh_token")).status()).isEqualTo(200);
        assertThat(patch(there, client, "renamed").status()).isEqualTo(200);

        assertThat(there.delete(client.path() + "/secrets/" + client.credential()).status()).isEqualTo(204);

        claviger.await(Duration.ofSeconds(10), () -> claviger.statusOf(tenant.host(), PATH, token) == 401
                && claviger.ask(tokensHere, client, "grant_type=client_credentials").text("error").equals("invalid_client")
                && claviger.ask(tokensThere, client, "grant_type=client_credentials").text("error").equals("invalid_client"));
        List<JsonNode> trail = audit(here, client);
        assertThat(trail.stream().map(entry -> entry.path("action").asText())).containsExactly("secret.revoked", "client.changed", "client.created");
        assertThat(audit(there, client)).isEqualTo(trail);
    }

    private Client registered(AdminApi admin) {
        Answer answer = admin.post(tenant.path() + "/clients", """
                {"name":"Test","environment":"production","scopes":["employees.readonly"],"grant_types":["client_credentials","refresh_token"]}""");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Client(tenant.id(), answer.text("client_id"), answer.text("client_secret"), answer.text("credential_id"));
    }

    private static Answer patch(AdminApi admin, Client client, String name) {
        return admin.patch(client.path(), "{\"name\":\"" + name + "\"}");
    }

    private static List<JsonNode> audit(AdminApi admin, Client client) {
        List<JsonNode> entries = new ArrayList<>();
        admin.get("/admin/v1/audit?client_id=" + client.id()).json().path("items").forEach(entries::add);
        return entries;
    }

    private Replica today(Service service, Map<String, String> settings) {
        return claviger.installation().addReplica(Path.of(System.getProperty("claviger.home")), service, settings);
    }

    private AdminApi todaysAdmin() {
        return adminAt(newCredentialService);
    }

    private AdminApi adminAt(Replica replica) {
        return new AdminApi(claviger.installation().httpClient(), replica.address().toString(), claviger.admin().token());
    }

    private URI newTokenEndpoint() {
        return newTokenService.address().resolve("/oauth2/token");
    }

    private boolean isReady(Replica replica) {
        try {
            return claviger.get(replica.management().resolve("/q/health/ready")).status() == 200;
        } catch (UncheckedIOException nobodyListens) {
            return false;
        }
    }

    /** As the files of today's source are called. */
    private static Set<String> versions(String module) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("claviger.home"), module, "src/main/resources/db/migration"))) {
            return files.map(file -> file.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1")).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
