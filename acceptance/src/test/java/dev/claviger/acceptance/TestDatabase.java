package dev.claviger.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** credential-service's database as its operator reaches it: to look, to restore a backup. */
final class TestDatabase {

    /** Of the database and of the role that owns it. */
    static final String NAME = "claviger_credential";
    private static final String BACKUP = "backup";

    private final String server;
    private final String password;
    private final String servicesPassword;

    TestDatabase(TestClaviger claviger) {
        this.server = "jdbc:postgresql://127.0.0.1:" + claviger.installation().blueprint().ports().database() + "/";
        this.password = claviger.installation().secrets().databasePassword("postgres");
        this.servicesPassword = claviger.installation().secrets().databasePassword(NAME);
    }

    /** The operating system's ids of the server processes that wait for notifications. */
    List<Long> listeningProcesses() throws SQLException {
        return query("postgres", "select pid from pg_stat_activity where datname = '" + NAME + "' and query ilike 'listen%'")
                .stream().map(Long::valueOf).toList();
    }

    void terminate(long process) throws SQLException {
        query("postgres", "select pg_terminate_backend(" + process + ")");
    }

    /** As {@code pg_dump} would; nobody may be connected for the moment it takes. */
    void backUp() throws SQLException {
        alone(statement -> statement.execute("create database " + BACKUP + " template " + NAME + " owner " + NAME));
    }

    /** What happened since {@link #backUp} never did. Services find their connections closed, nothing else. */
    void restore() throws SQLException {
        alone(statement -> {
            statement.execute("drop database " + NAME + " with (force)");
            statement.execute("alter database " + BACKUP + " rename to " + NAME);
        });
    }

    /** As services are told it. */
    String url() {
        return server.substring("jdbc:".length()) + NAME;
    }

    /** The owner's password. */
    String servicesPassword() {
        return servicesPassword;
    }

    long position() throws SQLException {
        return Long.parseLong(query(NAME, "select position from feed").get(0));
    }

    /** Another role that may log in, and is then the owner of everything, as docs/operations/rotation.md makes it. */
    void addLogin(String role, String owner, String password) throws SQLException {
        execute("postgres", "create role " + role + " login password '" + password + "' in role " + owner);
        execute("postgres", "alter role " + role + " set role " + owner);
    }

    void endLogin(String role) throws SQLException {
        execute("postgres", "alter role " + role + " nologin");
    }

    void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void alone(Change change) throws SQLException {
        try (Connection connection = connect("postgres"); Statement statement = connection.createStatement()) {
            statement.execute("alter database " + NAME + " allow_connections false");
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + NAME + "'");
            waitUntilAlone(statement);
            change.make(statement);
            statement.execute("alter database " + NAME + " allow_connections true");
        }
    }

    private static void waitUntilAlone(Statement statement) throws SQLException {
        for (int i = 0; i < 500; i++) {
            try (ResultSet rows = statement.executeQuery("select count(*) from pg_stat_activity where datname = '" + NAME + "'")) {
                rows.next();
                if (rows.getInt(1) == 0) {
                    return;
                }
            }
            TestClaviger.pause();
        }
        throw new IllegalStateException("somebody stays connected to " + NAME);
    }

    /** The first column of what credential-service's database answers, or that of a statement's result. */
    List<String> ask(String sql) throws SQLException {
        return query(NAME, sql);
    }

    /** In credential-service's database, as the owner of the server. */
    void run(String sql) throws SQLException {
        run(NAME, sql);
    }

    void run(String database, String sql) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> query(String database, String sql) throws SQLException {
        try (Connection connection = connect(database); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server + database, "postgres", password);
    }

    private interface Change {
        void make(Statement statement) throws SQLException;
    }
}
