package dev.claviger.quickstart.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreCommandTest {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private EmbeddedPostgres postgres;

    @BeforeEach
    void start() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder().start();
        run("create table accepted (at timestamptz)",
                "create function accept_restore() returns text language sql as $$ insert into accepted values (now()); select 'another-feed' $$",
                "create table refresh_grant (grant_id text, ended_at timestamptz)",
                "insert into refresh_grant values ('one', null), ('two', null), ('ended', '2026-01-01')");
    }

    @AfterEach
    void stop() throws IOException {
        postgres.close();
    }

    @Test
    @DisplayName("a backup of token-service's database brings spent refresh tokens back, so all its grants end too")
    void accepts_and_ends_all_grants_of_the_installation_here() throws Exception {
        settings("credential-service");
        settings("token-service");
        assertThat(command(Map.of(), "")).isZero();
        assertThat(out.toString()).contains("Ended 2 grants", "The feed is now another-feed");
        assertThat(count("accepted")).isOne();
        assertThat(count("refresh_grant where ended_at is null")).isZero();
        assertThat(count("refresh_grant where ended_at = '2026-01-01'")).as("when they ended first").isOne();
    }

    @Test
    void a_named_database_gets_its_password_from_the_environment_or_standard_input() throws Exception {
        String[] named = {"-Dclaviger.database.url=" + url(), "-Dclaviger.database.username=postgres"};
        assertThat(command(Map.of("CLAVIGER_DATABASE_PASSWORD", "postgres"), "", named)).isZero();
        assertThat(command(Map.of(), "postgres\n", named)).isZero();
        assertThat(command(Map.of(), "", named)).isEqualTo(2);
        assertThat(err.toString()).contains("CLAVIGER_DATABASE_PASSWORD");
        assertThat(count("accepted")).isEqualTo(2);
        assertThat(count("refresh_grant where ended_at is null")).as("another database's").isEqualTo(2);
    }

    private int command(Map<String, String> environment, String typed, String... options) {
        InputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        List<String> words = new ArrayList<>(List.of("restore", "accept"));
        words.addAll(List.of(options));
        return new Commands(in, new PrintStream(out), new PrintStream(err), folder, environment).run(words);
    }

    private void settings(String service) throws IOException {
        Files.writeString(folder.resolve(service + ".properties"),
                "claviger.database.url=" + url() + "\nclaviger.database.username=postgres\nclaviger.database.password=postgres\n");
    }

    private String url() {
        return "postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
    }

    private void run(String... statements) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private int count(String what) throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + what)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
