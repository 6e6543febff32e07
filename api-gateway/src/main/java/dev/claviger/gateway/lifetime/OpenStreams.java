package dev.claviger.gateway.lifetime;

import dev.claviger.gateway.authenticate.jose.Jwks;
import dev.claviger.gateway.authenticate.jose.KeySet;
import dev.claviger.gateway.authorize.Permit;
import dev.claviger.gateway.follow.LiveSnapshot;
import dev.claviger.gateway.follow.Snapshot;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answers of one event loop that go on. They are looked at when revocations, API keys or environments have changed, which costs nothing while
 * nothing changes, and once a second for tokens that have expired and for keys of the issuer that are no longer published.
 */
public final class OpenStreams {

    private static final long TICK_MILLIS = 1000;

    private final Context loop;
    private final LiveSnapshot snapshots;
    private final Jwks jwks;
    private final Clock clock;
    private final Set<OpenStream> open = new HashSet<>();
    private Snapshot judgedBy;
    private KeySet judgedWith;
    private boolean leaving;

    /** To be made on the event loop. */
    public OpenStreams(Vertx vertx, LiveSnapshot snapshots, Jwks jwks, Clock clock) {
        this.loop = vertx.getOrCreateContext();
        this.snapshots = snapshots;
        this.jwks = jwks;
        this.clock = clock;
        vertx.setPeriodic(TICK_MILLIS, tick -> tick());
        snapshots.onChange(() -> loop.runOnContext(changed -> judge()));
    }

    /** @param onEnding told once, on this event loop, unless it is closed before */
    public OpenStream begin(Permit permit, Consumer<Ending> onEnding) {
        OpenStream stream = new OpenStream(this, permit, onEnding);
        open.add(stream);
        // What was recorded since the decision would otherwise be seen with the next change only.
        judgedBy = null;
        if (leaving) {
            loop.runOnContext(begun -> endAllForShutdown());
        }
        return stream;
    }

    /** Ends all, and whatever begins later, from any thread. */
    public void leave() {
        loop.runOnContext(now -> {
            leaving = true;
            endAllForShutdown();
        });
    }

    private void endAllForShutdown() {
        endEach(stream -> Ending.SHUTDOWN);
    }

    void forget(OpenStream stream) {
        open.remove(stream);
    }

    private void tick() {
        if (open.isEmpty()) {
            return;
        }
        if (snapshots.isStale()) {
            endEach(stream -> Ending.FEED_STALE);
            return;
        }
        long now = clock.millis();
        endEach(stream -> stream.isExpired(now) ? Ending.TOKEN_EXPIRED : null);
        judge();
    }

    private void judge() {
        Snapshot snapshot = snapshots.held().orElse(null);
        KeySet keys = jwks.keys();
        if (open.isEmpty() || snapshot == null || keys == judgedWith && isAsBefore(snapshot)) {
            return;
        }
        judgedBy = snapshot;
        judgedWith = keys;
        endEach(stream -> stream.judge(snapshot, keys));
    }

    private boolean isAsBefore(Snapshot snapshot) {
        return judgedBy != null && judgedBy.revocations() == snapshot.revocations() && judgedBy.environments() == snapshot.environments()
                && judgedBy.changes() == snapshot.changes();
    }

    private void endEach(Judgement judgement) {
        for (OpenStream stream : List.copyOf(open)) {
            Ending reason = judgement.of(stream);
            if (reason != null && open.remove(stream)) {
                stream.end(reason);
            }
        }
    }

    /** Null lets it go on. */
    private interface Judgement {
        Ending of(OpenStream stream);
    }
}
