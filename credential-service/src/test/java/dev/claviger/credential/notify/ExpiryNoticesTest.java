package dev.claviger.credential.notify;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@WithTestResource(MailServer.class)
class ExpiryNoticesTest {

    @Inject
    Pool pool;
    @Inject
    ExpiryNotices notices;

    private final String contact = AdminApi.fresh("it") + "@acme.example";

    @ParameterizedTest(name = "{0} left: told {1} days ahead")
    @CsvSource({"31 days, ''", "29 days, 30", "8 days, 30", "6 days, 7", "2 days, 7", "23 hours, 1", "1 minute, 1", "-1 minute, ''"})
    @DisplayName("of 30, 7 and 1 day only the nearest is told")
    void tells_the_nearest_of_three(String left, String days) {
        NewClient client = expiringIn(left, "400 days");
        notices.record().await().indefinitely();
        assertThat(keys(client)).isEqualTo(days.isEmpty() ? List.of() : List.of(days));
    }

    @Test
    void tells_each_of_the_three_once_as_time_goes_by() throws Exception {
        NewClient client = expiringIn("25 days", "400 days");
        for (String left : List.of("25 days", "5 days", "5 hours")) {
            // Not the expiry moves but the clock, so what was told keeps its name.
            pool.query("update credential set expires_at = now() + interval '" + left + "' where id = '" + client.credential() + "'").executeAndAwait();
            pool.query("update notification set dedupe_key = regexp_replace(dedupe_key, '[^:]+$', (select extract(epoch from expires_at)::text from credential where id = '"
                    + client.credential() + "')) where client_id = '" + client.id() + "'").executeAndAwait();
            notices.record().await().indefinitely();
            notices.record().await().indefinitely();
        }
        assertThat(keys(client)).containsExactly("30", "7", "1");
        assertThat(MailServer.await(contact, 3)).hasSize(3).allSatisfy(mail -> {
            assertThat(mail.getSubject()).contains("A client secret expires on ");
            assertThat(mail.getContent().toString()).contains(client.credential()).doesNotContain(client.secret());
        });
    }

    @Test
    void a_secret_made_to_live_five_days_is_told_of_one_day_ahead_only() {
        NewClient client = expiringIn("5 days", "1 minute");
        notices.record().await().indefinitely();
        assertThat(keys(client)).isEmpty();
        pool.query("update credential set expires_at = now() + interval '20 hours', created_at = now() - interval '4 days' where id = '" + client.credential() + "'").executeAndAwait();
        notices.record().await().indefinitely();
        assertThat(keys(client)).containsExactly("1");
    }

    @Test
    void neither_revoked_secrets_nor_disabled_clients_are_told_of() {
        NewClient revoked = expiringIn("5 days", "400 days");
        pool.query("update credential set revoked_at = now() where id = '" + revoked.credential() + "'").executeAndAwait();
        NewClient disabled = expiringIn("5 days", "400 days");
        asAdministrator().body(Map.of("disabled", true)).patch(disabled.path()).then().statusCode(200);
        notices.record().await().indefinitely();
        assertThat(keys(revoked)).isEmpty();
        assertThat(keys(disabled)).isEmpty();
    }

    @Test
    void finds_them_by_index() {
        String plan = pool.withConnection(connection -> connection.query("set enable_seqscan = off").execute()
                .chain(() -> connection.query("explain select 1 from credential where revoked_at is null and expires_at > now() and expires_at <= now() + interval '30 days'").execute()))
                .await().indefinitely().iterator().next().getString(0);
        assertThat(plan).contains("credential_by_expiry");
    }

    private NewClient expiringIn(String left, String age) {
        NewClient client = NotificationTest.newClient(contact);
        pool.query("update credential set expires_at = now() + interval '" + left + "', created_at = now() - interval '" + age + "' where id = '" + client.credential() + "'").executeAndAwait();
        return client;
    }

    /** How many days ahead was told, from the keys. */
    private List<String> keys(NewClient client) {
        List<String> found = new ArrayList<>();
        pool.query("select split_part(dedupe_key, ':', 3) as days from notification where client_id = '" + client.id() + "' order by id").executeAndAwait()
                .forEach(row -> found.add(row.getString("days")));
        return found;
    }
}
