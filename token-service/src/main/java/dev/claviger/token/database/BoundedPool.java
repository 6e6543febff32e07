package dev.claviger.token.database;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The pool of connections, before which nobody waits longer than an answer would be waited for. */
@Singleton
class BoundedPool implements PgPoolCreator {

    /** Beyond this many waiting requests an answer would come too late anyway: fail at once instead. */
    private static final int LONGEST_QUEUE = 1_000;
    private static final int PATIENCE_SECONDS = 3;

    @Override
    public Pool create(Input input) {
        PoolOptions options = bounded(input.poolOptions());
        return PgBuilder.pool().connectingTo(List.<SqlConnectOptions>copyOf(input.pgConnectOptionsList())).with(options).using(input.vertx()).build();
    }

    static PoolOptions bounded(PoolOptions options) {
        return options.setMaxWaitQueueSize(LONGEST_QUEUE).setConnectionTimeout(PATIENCE_SECONDS).setConnectionTimeoutUnit(TimeUnit.SECONDS);
    }
}
