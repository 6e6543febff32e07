package dev.claviger.token;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL of its own with the tables of grants, as the replicas of a service see it: each through its own pool. */
public final class TestPool implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Vertx vertx = Vertx.vertx();

    public TestPool() throws IOException {
        postgres = TestDatabase.start();
        try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
            for (String migration : List.of("V2__refresh_tokens", "V3__bounds", "V4__authorization_codes", "V8__people_of_every_tenant")) {
                connection.createStatement().execute(script(migration));
            }
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    public Pool ofAReplica() {
        return to(postgres.getPort());
    }

    /** Where nothing listens. */
    public Pool toNowhere() {
        return to(1);
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError(late);
        }
    }

    /** Every value of every row, as text. */
    public List<String> dump(Pool pool) {
        List<String> values = new ArrayList<>();
        for (String table : List.of("authorization_code", "refresh_grant", "refresh_token", "revocation_outbox")) {
            for (Row row : await(pool.query("select t::text as all_of_it from " + table + " t").execute())) {
                values.add(row.getString("all_of_it"));
            }
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        await(vertx.close());
        postgres.close();
    }

    private static String script(String migration) throws IOException {
        try (InputStream script = TestPool.class.getResourceAsStream("/db/migration/" + migration + ".sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Pool to(int port) {
        PgConnectOptions options = new PgConnectOptions().setHost("localhost").setPort(port).setDatabase("postgres")
                .setUser("postgres").setPassword("postgres").setCachePreparedStatements(true);
        return PgBuilder.pool().connectingTo(options).with(new PoolOptions().setMaxSize(10)).using(vertx).build();
    }
}
