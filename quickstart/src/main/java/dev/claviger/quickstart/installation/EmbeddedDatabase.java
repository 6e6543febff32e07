package dev.claviger.quickstart.installation;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** PostgreSQL beside the services: a data folder that is kept, and per service a database only its own role can enter. */
final class EmbeddedDatabase implements AutoCloseable {

    static final String CREDENTIAL = "claviger_credential";
    static final String TOKEN = "claviger_token";

    private static final String OWNER = "postgres";

    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static EmbeddedDatabase start(Path data, int port, LocalSecrets secrets) {
        Leftovers.endPostmaster(data);
        try {
            EmbeddedDatabase database = new EmbeddedDatabase(server(data, port, secrets).start());
            database.create(CREDENTIAL, secrets);
            database.create(TOKEN, secrets);
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            throw new StartFailure("The embedded PostgreSQL did not start on " + data + ": " + e.getMessage()
                    + "\nIf its secrets or its version changed, remove that folder and start again.", e);
        }
    }

    private static EmbeddedPostgres.Builder server(Path data, int port, LocalSecrets secrets) {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries())
                .setPGStartupWait(Duration.ofSeconds(30))
                // It would run beside the hook that stops the services, which need their database until they have ended.
                .setRegisterShutdownHook(false)
                // initdb's own options; the superuser has a password, for anyone on this machine reaches the port.
                .setLocaleConfig("pwfile", secrets.databaseOwnerPasswordFile().toString())
                .setConnectConfig("password", secrets.databasePassword(OWNER))
                .setDataDirectoryCustomizer(EmbeddedDatabase::requirePasswords)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                // The library switches it off for tests; here an acknowledged revocation must survive the power cut too.
                .setServerConfig("fsync", "on");
    }

    /** Unpacked once per user, not in a folder that another user of the machine may own. */
    private static File binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "claviger-postgresql-" + System.getProperty("user.name")).toFile();
    }

    private static void requirePasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void create(String name, LocalSecrets secrets) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, OWNER, secrets.databasePassword(OWNER));
                Statement statement = connection.createStatement()) {
            if (!statement.executeQuery("SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'").next()) {
                statement.execute("CREATE ROLE " + name + " LOGIN");
            }
            statement.execute("ALTER ROLE " + name + " PASSWORD '" + secrets.databasePassword(name) + "'");
            if (!statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'").next()) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                statement.execute("REVOKE CONNECT ON DATABASE " + name + " FROM PUBLIC");
            }
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
