package dev.claviger.credential.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** What becomes of a catalogue that had names of OpenID Connect before they were built in. */
class OpenIdScopesTest {

    @Test
    @DisplayName("a scope called email is the built-in one after the migration: it implies nothing and nothing implies it, for everybody may give it")
    void take_over_their_names() throws IOException, SQLException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            DataSource database = postgres.getPostgresDatabase();
            migrate(database, "9");
            execute(database, """
                    insert into scope (name, description, criticality, implies, built_in, created_at, version) values
                        ('email', 'Send mail as you', 'high', '{contacts}', false, now(), 3),
                        ('contacts', 'c', 'low', '{}', false, now(), 0),
                        ('office', 'o', 'low', '{contacts,email}', false, now(), 0);
                    insert into tenant (id, name, created_at, version) values ('a', 'A', now(), 0), ('b', 'B', now(), 0);
                    """);

            migrate(database, "10");

            assertThat(ask(database, "select name || ' ' || built_in || ' ' || implies::text || ' ' || token_types::text from scope order by name"))
                    .containsExactly("claviger:admin true {} {user,account}", "claviger:tenant true {} {user,account}", "contacts false {} {user,account}",
                            "email true {} {user,account}", "office false {contacts} {user,account}", "offline_access true {} {user,account}",
                            "openid true {} {user,account}", "profile true {} {user,account}");
            assertThat(ask(database, "select description from scope where name = 'email'")).containsExactly("See your e-mail address");
            assertThat(ask(database, "select account from tenant")).hasSize(2).doesNotHaveDuplicates().allMatch(account -> Integer.parseInt(account) >= 1000);
        }
    }

    private static void migrate(DataSource database, String version) {
        Flyway.configure().dataSource(database).locations("classpath:db/migration").target(version).load().migrate();
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> ask(DataSource database, String sql) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }
}
