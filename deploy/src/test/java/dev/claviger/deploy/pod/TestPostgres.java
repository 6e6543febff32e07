package dev.claviger.deploy.pod;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** PostgreSQL that speaks TLS with whoever wants it, with a database and an owner for each service. */
final class TestPostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /** @param folder of its own, for the data and a copy of the key that nobody else may read */
    static TestPostgres start(Path folder, String certificate, String key) throws IOException {
        Files.writeString(folder.resolve("server.crt"), certificate);
        Path keyFile = folder.resolve("server.key");
        Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, key);
        return new TestPostgres(EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(binaries())
                .setDataDirectoryCustomizer(TestPostgres::requirePasswords)
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", folder.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", keyFile.toString())
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .start());
    }

    int port() {
        return server.getPort();
    }

    void create(String owner, String password) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + owner + " LOGIN PASSWORD '" + password + "'");
            statement.execute("CREATE DATABASE " + owner + " OWNER " + owner);
        }
    }

    /** For each role that is connected, once for each way it is: {@code name in clear} or {@code name over TLS}. */
    Set<String> connected() throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT usename, ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename <> 'postgres'")) {
            Set<String> connected = new TreeSet<>();
            while (rows.next()) {
                connected.add(rows.getString(1) + (rows.getBoolean(2) ? " over TLS" : " in clear"));
            }
            return connected;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/postgres", "postgres", "postgres");
    }

    /** Unpacked once, where the quickstart keeps them too. */
    private static File binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "claviger-postgresql-" + System.getProperty("user.name")).toFile();
    }

    private static void requirePasswords(File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), "host all postgres 127.0.0.1/32 trust\nhost all all 127.0.0.1/32 scram-sha-256\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
