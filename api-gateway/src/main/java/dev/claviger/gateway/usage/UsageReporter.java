package dev.claviger.gateway.usage;

import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.usage.told.Self;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells credential-service from time to time what was counted and where this gateway stands in the feed. A batch that was not acknowledged is sent again
 * under the same id before any other, so that none counts twice.
 */
public final class UsageReporter {

    private static final Logger LOG = Logger.getLogger(UsageReporter.class);
    /** At most half a megabyte. */
    private static final int BATCH = 400;

    private final Vertx vertx;
    private final Context context;
    private final Counts counts;
    private final UsageCall call;
    private final Standing standing;
    private final Self self;
    private final long intervalMillis;
    private final Backlog backlog;
    private volatile int kept;

    // Only touched on the context from here on.
    private Batch pending;
    private Future<Void> running = Future.succeededFuture();
    private String toldReason = "";
    private JsonObject toldSelf = new JsonObject();
    private Optional<String> wanted = Optional.empty();
    private boolean closed;

    private record Batch(UUID id, Map<Fact, Long> facts) {
        long requests() {
            return facts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public UsageReporter(Vertx vertx, Counts counts, UsageCall call, LiveSnapshot snapshots, Self self, Duration interval) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.counts = counts;
        this.call = call;
        this.standing = new Standing(snapshots, Optional.ofNullable(System.getenv("HOSTNAME")).orElse("gateway"));
        this.self = self;
        this.intervalMillis = interval.toMillis();
        this.backlog = new Backlog(counts.metrics());
        counts.metrics().watchBacklog(() -> kept);
    }

    public void start() {
        context.runOnContext(started -> later());
    }

    /** Tells what is left, if credential-service answers now. */
    public Future<Void> close() {
        Promise<Void> last = Promise.promise();
        context.runOnContext(closing -> {
            closed = true;
            running.compose(idle -> report()).onComplete(last);
        });
        return last.future();
    }

    private void later() {
        vertx.setTimer(intervalMillis, due -> {
            if (!closed) {
                running = report().onComplete(told -> later());
            }
        });
    }

    /** Never fails: what could not be told is told next time. */
    private Future<Void> report() {
        return counts.take().compose(taken -> {
            backlog.add(taken, counts.hour());
            return self.toJson();
        }).compose(now -> {
            toldSelf = now;
            return send();
        }).compose(sent -> sendTable()).onComplete(told -> kept = backlog.size() + (pending == null ? 0 : pending.facts().size()));
    }

    private Future<Void> send() {
        if (pending == null) {
            pending = new Batch(UUID.randomUUID(), backlog.take(BATCH));
        }
        return call.send(body(pending)).map(this::answered).otherwise(this::unanswered)
                .compose(goOn -> goOn && backlog.size() > 0 ? send() : Future.succeededFuture());
    }

    /** By itself, so that nothing else is lost should it not be taken. Where it was not, it is wanted again. */
    private Future<Void> sendTable() {
        Optional<JsonObject> table = wanted.flatMap(self::withTable);
        wanted = Optional.empty();
        return table.isEmpty() ? Future.succeededFuture()
                : call.send(body(new Batch(UUID.randomUUID(), Map.of())).put("gateway", table.get().mergeIn(toldSelf))).otherwiseEmpty().mapEmpty();
    }

    /** "uses" is what credential-services of the release before ask for; they ignore the rest. */
    private JsonObject body(Batch batch) {
        JsonArray facts = new JsonArray();
        batch.facts().forEach((fact, count) -> facts.add(fact.toJson(count)));
        return new JsonObject().put("batch_id", batch.id().toString()).put("uses", new JsonArray()).put("facts", facts).put("follower", standing.toJson())
                .put("gateway", toldSelf);
    }

    /** Whether to go on with the next batch. */
    private boolean answered(UsageCall.Answer answer) {
        int status = answer.status();
        if (status == 400 || status == 413) {
            LOG.errorf("credential-service does not take a report of use (%d); the %d requests in it are lost", status, pending.requests());
            counts.metrics().dropped(pending.requests());
        } else if (status / 100 != 2) {
            return unanswered(new IllegalStateException("credential-service answered " + status
                    + (status == 401 || status == 403 ? ": claviger.internal.key is not one of its keys" : "")));
        }
        pending = null;
        wanted = answer.wanted();
        toldReason = "";
        return true;
    }

    /** Told once until it works again. */
    private boolean unanswered(Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        if (!reason.equals(toldReason)) {
            toldReason = reason;
            LOG.warnf("Usage not reported, kept for the next try: %s", reason);
        }
        return false;
    }
}
