package dev.claviger.quickstart.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

    private static final String TABLE = "CREATE TABLE kept (name text)";

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("try") // opened to be closed
    void keeps_its_data_between_runs_and_lets_only_the_owner_into_a_database() throws Exception {
        LocalSecrets secrets = new LocalSecrets(folder.resolve("secrets"));
        Path data = folder.resolve("postgres with spaces");
        int port = Ports.free().database();
        String token = "claviger_token";

        try (EmbeddedDatabase first = EmbeddedDatabase.start(data, port, secrets);
                Connection connection = connect(port, token, token, secrets.databasePassword(token))) {
            connection.createStatement().execute(TABLE);
            assertThatThrownBy(() -> connect(port, "claviger_credential", token, secrets.databasePassword(token)))
                    .isInstanceOf(SQLException.class).hasMessageContaining("permission denied for database");
            assertThatThrownBy(() -> connect(port, token, token, "a guess"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> connect(port, "postgres", "postgres", "a guess"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
        }

        // What a killed run leaves: the record of a process that is gone, or is another program by now.
        Files.writeString(data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");
        try (EmbeddedDatabase second = EmbeddedDatabase.start(data, port, secrets);
                Connection connection = connect(port, token, token, secrets.databasePassword(token))) {
            assertThatThrownBy(() -> connection.createStatement().execute(TABLE))
                    .hasMessageContaining("already exists");
        }
    }

    private static Connection connect(int port, String database, String user, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, password);
    }
}
