package dev.claviger.credential.event;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** The pools beside the one of the datasource, to the same database. */
@Singleton
class ReservedPools {

    private static final int FEED_SIZE = 3;
    private static final int VERIFICATION_SIZE = 8;
    /** A connection silently lost would else keep its place in a pool this small for many minutes. */
    private static final int FEED_IDLE_SECONDS = 10;
    /** Nobody waits longer for what these are for. */
    private static final String LONGEST_STATEMENT = "5s";

    private final Vertx vertx;
    private final DatabaseConfig database;

    ReservedPools(Vertx vertx, DatabaseConfig database) {
        this.vertx = vertx;
        this.database = database;
    }

    @Produces
    @Singleton
    @Reserved(Reserved.Purpose.FEED)
    Pool feed() {
        return pool("feed", options().setIdleTimeout(FEED_IDLE_SECONDS), FEED_SIZE);
    }

    @Produces
    @Singleton
    @Reserved(Reserved.Purpose.VERIFICATION)
    Pool verification() {
        return pool("verification", options(), VERIFICATION_SIZE);
    }

    void closeFeed(@Disposes @Reserved(Reserved.Purpose.FEED) Pool pool) {
        pool.closeAndAwait();
    }

    void closeVerification(@Disposes @Reserved(Reserved.Purpose.VERIFICATION) Pool pool) {
        pool.closeAndAwait();
    }

    private PgConnectOptions options() {
        return DatabaseLogin.at(database.url(), database)
                .setCachePreparedStatements(!database.transactionPooling()).setUseLayer7Proxy(database.transactionPooling())
                .addProperty("idle_in_transaction_session_timeout", "10s").addProperty("lock_timeout", "5s").addProperty("statement_timeout", LONGEST_STATEMENT);
    }

    /** @param name in the metrics: without one of its own a pool would not be told beside the datasource's */
    private Pool pool(String name, PgConnectOptions options, int size) {
        return Pool.newInstance(PgBuilder.pool().with(new PoolOptions().setName(name).setMaxSize(size)).connectingTo(options).using(vertx).build());
    }
}
