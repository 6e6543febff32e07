package dev.claviger.credential.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** One backup, restored and accepted more than once: histories that know nothing of each other, and tokens from all of them. */
class RepeatedRestoreTest {

    private static final long LARGEST_EXACT_JSON_NUMBER = (1L << 53) - 1;

    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        run("postgres", "create database history");
        for (String migration : migrations()) {
            run("history", migration);
        }
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    void no_history_that_was_given_up_reached_where_the_next_begins() throws SQLException {
        long first = accept("history");
        run("postgres", "create database backup template history", "create database again template history");
        long second = append("history", accept("history"));
        long third = append("backup", accept("backup"));
        long fourth = accept("again");
        assertThat(List.of(first, second, third, fourth)).isSorted().doesNotHaveDuplicates();
        assertThat(fourth).isLessThan(LARGEST_EXACT_JSON_NUMBER);
        Revocation sweep = new Revocation(fourth, issuedBefore(Instant.now().plusSeconds(3600)), Instant.now().plusSeconds(86_400));
        assertThat(LongStream.of(0, first, second, third)).allMatch(position -> sweep.covers(tokenAt(position)));
        assertThat(sweep.covers(tokenAt(fourth))).isFalse();
    }

    @Test
    @DisplayName("a database whose clock is behind what was reached leaps all the same")
    void a_clock_that_is_behind_leads_nowhere_back() throws SQLException {
        long ahead = accept("history") + (1L << 45);
        run("history", "update feed set position = " + ahead);
        assertThat(accept("history")).isEqualTo(ahead + (1L << 40));
    }

    /** As the service makes them, in the same order. */
    private static List<String> migrations() throws IOException {
        List<String> statements = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("src/main/resources/db/migration"), "V?__*.sql")) {
            for (Path file : (Iterable<Path>) StreamSupport.stream(files.spliterator(), false).sorted()::iterator) {
                statements.add(Files.readString(file));
            }
        }
        return statements;
    }

    private long accept(String database) throws SQLException {
        run(database, "select accept_restore()");
        return number(database, "select position from feed");
    }

    /** So many events that only time itself is ahead of them. */
    private long append(String database, long position) throws SQLException {
        run(database, "update feed set position = position + 10");
        return position + 10;
    }

    private static RevocationTarget issuedBefore(Instant cutOff) {
        return new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(cutOff));
    }

    private static AccessTokenClaims tokenAt(long position) {
        Instant now = Instant.now();
        return new AccessTokenClaims("i", "s", "a", new ClientId("SomebodysClient00001"), new TenantId("somebody"), new EnvironmentName("prod"),
                new CredentialId("SomebodysSecret00001"), Optional.empty(), Scopes.of("x"), "token", now, now.plusSeconds(1800), position, List.of());
    }

    private void run(String database, String... statements) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private long number(String database, String query) throws SQLException {
        try (Connection connection = postgres.getDatabase("postgres", database).getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
