package dev.claviger.credential.event;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.Fields;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.audit.AuditAction;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** What {@code select accept_restore()} does to a running service and its followers. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class AcceptedRestoreTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("a link that may have been used since the backup opens nothing, and who was signed out since is not signed in again")
    void people_are_asked_anew() {
        Response invited = TestPeople.create(AdminApi.newTenant(), Map.of("username", "ann", "invite", true));
        Map<String, String> link = Map.of("token", invited.<String>path("invitation.link").replaceAll(".*/", ""));
        TestPerson person = TestPeople.newPerson(AdminApi.newTenant());
        String era = person.signIn(Map.of()).path("person.era");
        asTokenService().body(link).post("/internal/password-links").then().body("valid", equalTo(true));
        accept();
        asTokenService().body(link).post("/internal/password-links").then().statusCode(200).body("valid", equalTo(false));
        assertThat(person.signIn(Map.of()).<String>path("person.era")).isNotNull().isNotEqualTo(era);
    }

    @Test
    void the_feed_becomes_another_one_and_all_that_was_issued_before_ends() throws Exception {
        FeedSnapshot before = snapshot();
        String accepted;
        try (Frames follower = new Frames("after=" + before.position() + "&feed=" + before.feedId())) {
            follower.await(seen -> !seen.all().isEmpty());
            accepted = accept();
            follower.await(Frames::isEnded);
            assertThat(follower.events()).isEmpty();
        }
        FeedSnapshot after = snapshot();
        assertThat(after.feedId()).isEqualTo(accepted).isNotEqualTo(before.feedId());
        assertThat(after.position()).isGreaterThan(before.position()).isLessThan(1L << 53);
        assertThat(after.environments()).isEqualTo(before.environments());
        refusesWhoComesFromBefore(before, after);
        endsEveryTokenButThoseIssuedInKnowledgeOfIt(before, after);
        asAdministrator().get("/admin/v1/audit?limit=1").then().body("items[0].action", equalTo(AuditAction.RESTORE_ACCEPTED.toString()))
                .body("items[0].actor", equalTo("restore"));
        newFollowersHearWhatComes(after);
    }

    private static void refusesWhoComesFromBefore(FeedSnapshot before, FeedSnapshot after) {
        asGateway().get("/internal/events?after=" + before.position() + "&feed=" + before.feedId()).then().statusCode(410);
        asGateway().get("/internal/events?after=" + before.position() + "&feed=" + after.feedId()).then().statusCode(410);
        asGateway().get("/internal/events?after=" + before.position()).then().statusCode(410);
    }

    /** Also of an issuer ahead of the backup, with a clock ahead, that learns of it last. */
    private static void endsEveryTokenButThoseIssuedInKnowledgeOfIt(FeedSnapshot before, FeedSnapshot after) {
        Instant now = Instant.now();
        for (long position : new long[] {0, before.position(), before.position() + 1_000, after.position() - 1}) {
            assertThat(isCovered(after, position, now)).isTrue();
            assertThat(isCovered(after, position, now.plus(Duration.ofHours(1)).plusSeconds(5))).isTrue();
        }
        assertThat(isCovered(after, after.position(), now)).isFalse();
        assertThat(after.revocations().get(after.revocations().size() - 1).keepUntil()).isAfter(now.plus(Duration.ofDays(400)));
    }

    private static boolean isCovered(FeedSnapshot snapshot, long position, Instant issuedAt) {
        AccessTokenClaims token = new AccessTokenClaims("i", "s", "a", new ClientId("SomebodysClient00001"), new TenantId("somebody"),
                new EnvironmentName("prod"), new CredentialId("SomebodysSecret00001"), Optional.empty(), Scopes.of("x"), "token", issuedAt,
                issuedAt.plusSeconds(1800), position, List.of());
        return snapshot.revocations().stream().anyMatch(revocation -> revocation.covers(token));
    }

    private static void newFollowersHearWhatComes(FeedSnapshot after) throws Exception {
        try (Frames follower = new Frames("after=" + after.position() + "&feed=" + after.feedId())) {
            AdminApi.newScope();
            follower.await(seen -> seen.positions().contains(after.position() + 1));
        }
    }

    @Test
    @DisplayName("mails that waited in the backup may have been sent since, and use that was seen since is forgotten")
    void what_the_backup_knows_of_mails_and_use_is_not_relied_on() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        for (String status : List.of("pending", "sending", "sent")) {
            pool.query("insert into notification (kind, tenant_id, client_id, dedupe_key, status, next_attempt_at) values ('secret_rotated', '" + client.tenant() + "', '"
                    + client.id() + "', 'restore-" + client.id() + status + "', '" + status + "', now() + interval '1 day')").executeAndAwait();
        }
        accept();
        assertThat(pool.query("select status from notification where client_id = '" + client.id() + "' order by status").executeAndAwait().stream()
                .map(row -> row.getString(0))).containsExactly("sent", "uncertain", "uncertain");
        assertThat(pool.query("select restored_at > now() - interval '1 minute' from installation").executeAndAwait().iterator().next().getBoolean(0)).isTrue();
        pool.query("delete from notification where client_id = '" + client.id() + "'").executeAndAwait();
    }

    /** Other tests retire secrets in the same database. */
    @AfterEach
    void forget() {
        pool.query("update installation set restored_at = null").executeAndAwait();
    }

    @Test
    @DisplayName("accepting again is another history again")
    void can_be_repeated() {
        String first = accept();
        long position = AdminApi.position();
        assertThat(accept()).isNotEqualTo(first);
        assertThat(AdminApi.position()).isGreaterThan(position).isLessThan(1L << 53);
    }

    @Test
    @DisplayName("OpenID Connect Core §2: whoever was given a number since the backup keeps it, so none of them is given again")
    void numbers_of_people_leap() {
        long before = nextNumber();
        accept();
        long after = nextNumber();
        assertThat(after).isGreaterThan(before + 1_000_000).isLessThan(1_000_000_000_000_000L);
        accept();
        assertThat(nextNumber()).isGreaterThan(after + 1_000_000);
    }

    private long nextNumber() {
        return pool.query("select nextval('subject_number')").executeAndAwait().iterator().next().getLong(0);
    }

    private String accept() {
        return pool.query("select accept_restore()").executeAndAwait().iterator().next().getUUID(0).toString();
    }

    private static FeedSnapshot snapshot() {
        return FeedSnapshot.of(new Fields(asGateway().get("/internal/snapshot").then().statusCode(200).extract().jsonPath().getMap("")));
    }
}
