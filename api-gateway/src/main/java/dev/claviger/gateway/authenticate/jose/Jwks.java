package dev.claviger.gateway.authenticate.jose;

import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The issuer's keys, read at start, at intervals, and when a token names one that is not known yet. One reading is under way at
 * most; a failed one leaves the last good keys in force. Tokens with made-up key ids cannot make it read more often than configured.
 */
public final class Jwks {

    private static final Logger LOG = Logger.getLogger(Jwks.class);
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final JwksSource source;
    private final Duration refreshInterval;
    private final Duration minRefetchInterval;
    private final GatewayMetrics metrics;
    private volatile KeySet keys = KeySet.NONE;
    private Future<Void> reading = Future.succeededFuture();
    private long readAt;
    private boolean wasRead;
    private volatile long goodAt;

    public Jwks(Vertx vertx, JwksSource source, JwksConfig config, GatewayMetrics metrics) {
        this.vertx = vertx;
        this.source = source;
        this.refreshInterval = config.refreshInterval();
        this.minRefetchInterval = config.minRefetchInterval();
        this.metrics = metrics;
        metrics.watchKeys(() -> areHeld() ? (System.nanoTime() - goodAt) / NANOS : Double.NaN, this::size);
    }

    public void start() {
        refresh().onComplete(done -> again());
    }

    /** Until the first keys are held, at the shorter interval. */
    private void again() {
        Duration wait = areHeld() ? refreshInterval : minRefetchInterval;
        vertx.setTimer(Math.max(1, wait.toMillis()), due -> start());
    }

    public boolean areHeld() {
        return keys != KeySet.NONE;
    }

    public int size() {
        return keys.keys().size();
    }

    public KeySet keys() {
        return keys;
    }

    /** The key with this id; fails with 401 when there is none, with 503 when that cannot be known because the keys could not be read. */
    public Future<VerificationKey> find(String id) {
        VerificationKey known = keys.get(id);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        Promise<VerificationKey> found = Promise.promise();
        Context caller = vertx.getOrCreateContext();
        refreshForUnknownKey().onComplete(done -> caller.runOnContext(back -> {
            VerificationKey now = keys.get(id);
            if (now != null) {
                found.complete(now);
            } else {
                found.fail(new Refused(done.succeeded() ? Refusal.TOKEN_KEY_UNKNOWN : Refusal.KEYS_UNAVAILABLE));
            }
        }));
        return found.future();
    }

    /** The reading under way, or the last one if that is recent, else a new one. */
    private synchronized Future<Void> refreshForUnknownKey() {
        boolean recent = wasRead && System.nanoTime() - readAt < minRefetchInterval.toNanos();
        return recent ? reading : refresh();
    }

    private synchronized Future<Void> refresh() {
        if (wasRead && !reading.isComplete()) {
            return reading;
        }
        wasRead = true;
        readAt = System.nanoTime();
        reading = source.read().map(KeySet::parse).onComplete(outcome -> metrics.jwksRefreshed(outcome.succeeded()))
                .onSuccess(this::accept).onFailure(this::keepLastGood).mapEmpty();
        return reading;
    }

    private void accept(KeySet read) {
        goodAt = System.nanoTime();
        if (!read.equals(keys)) {
            keys = read;
            LOG.infof("Holding %d keys of the issuer", read.keys().size());
            read.leftOut().forEach(reason -> LOG.warnf("A key of the issuer is left out: %s", reason));
        }
    }

    private void keepLastGood(Throwable failure) {
        LOG.warnf("Reading the JWKS failed (%s); %s", failure.getMessage(), areHeld() ? "the last good keys stay in force" : "no token can be verified yet");
    }
}
