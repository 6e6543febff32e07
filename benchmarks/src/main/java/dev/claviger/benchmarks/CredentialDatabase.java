package dev.claviger.benchmarks;

import dev.claviger.quickstart.LocalClaviger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** credential-service's database, reached past it: to fill it faster than any API could, and to read PostgreSQL's own counters. */
final class CredentialDatabase implements AutoCloseable {

    /** Has a tenth of all clients that are loaded. */
    static final String TENANT = "bulk-big";

    private static final String NAME = "claviger_credential";
    private static final int SECRETS_EACH = 3;
    private static final int TENANTS = 100;

    private final Connection connection;

    private CredentialDatabase(Connection connection) {
        this.connection = connection;
    }

    static CredentialDatabase of(LocalClaviger claviger) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + claviger.installation().blueprint().ports().database() + "/" + NAME;
        CredentialDatabase database = new CredentialDatabase(
                DriverManager.getConnection(url, NAME, claviger.installation().secrets().databasePassword(NAME)));
        database.makeTenants();
        return database;
    }

    private void makeTenants() throws SQLException {
        execute("insert into tenant (id, name, created_at, version) select '" + TENANT + "', 'Bulk', now(), 0");
        execute("insert into tenant (id, name, created_at, version) select 'bulk-' || n, 'Bulk', now(), 0 from generate_series(0, " + (TENANTS - 1) + ") n");
    }

    /** Ids spread like real ones; the hashes are of nothing. */
    void load(int first, int last) throws SQLException {
        long start = System.nanoTime();
        execute("""
                insert into client (id, tenant_id, environment, name, scopes, establishments, grant_types, token_endpoint_auth_method,
                                    disabled, created_at, version)
                select substr(md5('c' || n), 1, 22), case when n %% 10 = 0 then '%s' else 'bulk-' || n %% %d end, 'production', 'Bulk ' || n,
                       '{employees.readonly}', '{}', '{client_credentials}', 'client_secret_basic', false, now(), 0
                  from generate_series(%d, %d) n""".formatted(TENANT, TENANTS, first, last));
        execute("""
                insert into credential (id, client_id, hash, pepper, created_at, version)
                select substr(md5('s' || n || '-' || s), 1, 22), substr(md5('c' || n), 1, 22), sha256(cast(n || '-' || s as bytea)), 1, now(), 0
                  from generate_series(%d, %d) n, generate_series(1, %d) s""".formatted(first, last, SECRETS_EACH));
        execute("""
                insert into credential_usage (credential_id, use_count, last_used_at, last_used_from)
                select id, 1, now(), '192.0.2.1' from credential on conflict do nothing""");
        execute("vacuum analyze client, credential, credential_usage");
        System.out.printf("%n%,d clients and %,d secrets now, loaded in %.0f s; the database is %s%n", last, (long) last * SECRETS_EACH,
                (System.nanoTime() - start) / 1e9, text("select pg_size_pretty(pg_database_size(current_database()))"));
    }

    /** Rows that sequential scans of the two large tables have read since the database was made. */
    long rowsScanned() throws SQLException {
        return Long.parseLong(text("select sum(seq_tup_read) from pg_stat_user_tables where relname in ('client', 'credential', 'credential_usage')"));
    }

    /** Until connections have told PostgreSQL what they did, which they do when idle. */
    void settle() throws InterruptedException, SQLException {
        Thread.sleep(2_000);
        execute("select pg_stat_clear_snapshot()");
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
