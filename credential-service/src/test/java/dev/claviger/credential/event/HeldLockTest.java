package dev.claviger.credential.event;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.problem.ProblemDetails;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

/** A replica is paused between its append and its commit, and holds the one row all changes need. */
@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class HeldLockTest {

    private static final String HOLD = "update feed set position = position";

    @Inject
    Pool pool;
    @Inject
    DatabaseConfig database;
    private Pool feed;
    private Pool verification;

    @Inject
    void reserved(@Reserved(Reserved.Purpose.FEED) Pool feed, @Reserved(Reserved.Purpose.VERIFICATION) Pool verification) {
        this.feed = feed;
        this.verification = verification;
    }

    @Test
    @DisplayName("whoever waits for the feed's lock is told so in time, and told to repeat")
    void a_change_that_cannot_be_recorded_in_time_is_answered_503() throws SQLException {
        try (Connection holder = DriverManager.getConnection("jdbc:" + database.url(), database.username(), database.password());
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute(HOLD);
            Instant asked = Instant.now();
            change().then().statusCode(503).contentType(ProblemDetails.MEDIA_TYPE).header("Retry-After", equalTo("1")).body("detail", containsString("Nothing was changed"));
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(9));
            holder.rollback();
        }
        change().then().statusCode(201);
    }

    @Test
    @DisplayName("the server ends the connection of whoever is paused amid a transaction, and the lock with it")
    void a_paused_transaction_holds_nobody_up_for_long() {
        SqlConnection paused = pool.getConnectionAndAwait();
        paused.beginAndAwait();
        // Every pool's connections have this bound, only longer: so says the test below.
        paused.query("set local idle_in_transaction_session_timeout = '1s'").executeAndAwait();
        paused.query(HOLD).executeAndAwait();
        Instant since = Instant.now();
        Response answer = change();
        while (answer.statusCode() == 503 && Duration.between(since, Instant.now()).toSeconds() < 20) {
            answer = change();
        }
        answer.then().statusCode(201);
        assertThatThrownBy(() -> paused.query("select 1").executeAndAwait()).isNotNull();
    }

    @Test
    void no_pool_is_without_its_bounds() {
        for (Pool each : new Pool[] {pool, feed, verification}) {
            assertThat(setting(each, "lock_timeout")).isEqualTo("5s");
            assertThat(setting(each, "idle_in_transaction_session_timeout")).isEqualTo("10s");
        }
        assertThat(setting(feed, "statement_timeout")).isEqualTo("5s");
        assertThat(setting(verification, "statement_timeout")).isEqualTo("5s");
    }

    private static String setting(Pool pool, String name) {
        return pool.query("show " + name).executeAndAwait().iterator().next().getString(0);
    }

    private static Response change() {
        return asAdministrator().body(Map.of("name", AdminApi.fresh("held:read"), "description", "Read", "criticality", "low")).post("/admin/v1/scopes");
    }
}
