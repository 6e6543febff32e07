package dev.claviger.token.outbox;

import dev.claviger.token.database.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An outbox whose other side takes deliveries, or does not, as told. */
public final class TestOutbox {

    public final List<JsonObject> delivered = new CopyOnWriteArrayList<>();
    public final RevocationOutbox outbox;
    public volatile boolean down;
    private final Pool pool;

    public TestOutbox(Pool pool) {
        this.pool = pool;
        this.outbox = new RevocationOutbox(new Database(pool), this::take);
    }

    /** One round of the schedule. */
    public void deliverWaiting(MeterRegistry meters) {
        new OutboxSchedule(outbox, pool, meters).deliver();
    }

    private Future<Buffer> take(JsonObject revocation) {
        if (down) {
            return Future.failedFuture("down");
        }
        delivered.add(revocation);
        return Future.succeededFuture(Buffer.buffer());
    }
}
