package dev.claviger.gateway.follow;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.FeedConfig;
import dev.claviger.feed.FeedFollower;
import dev.claviger.feed.FeedStatus;
import dev.claviger.feed.Revocations;
import dev.claviger.feed.View;
import dev.claviger.gateway.observe.GatewayMetrics;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The snapshot in force, as fresh as the feed delivers. */
public final class LiveSnapshot {

    private final FeedFollower<Snapshot> follower;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    public LiveSnapshot(Vertx vertx, FeedConfig feed, Clock clock, GatewayMetrics metrics) {
        this.clock = clock;
        this.metrics = metrics;
        this.follower = new FeedFollower<>(vertx, feed, new GatewayProjection(clock)).onApplied(this::measure);
        metrics.watchFeed(() -> isHeld() ? age().toMillis() / 1000.0 : Double.NaN, this::position);
        metrics.watchStaleness(() -> isStale() ? 1 : 0);
        for (FeedStatus status : FeedStatus.values()) {
            metrics.watchFeedStatus(status.name().toLowerCase(Locale.ROOT), () -> status() == status ? 1 : 0);
        }
    }

    /** @param listener told on the follower's thread for each event about revocations, deleted API keys or environments; not for a whole new snapshot */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    public void start() {
        follower.start();
    }

    public void stop() {
        follower.close();
    }

    /**
     * @throws Refused 503 without a snapshot, or with one so old that a revocation could be missing: what cannot be known
     *         is never accepted
     */
    public Snapshot current() {
        Optional<View<Snapshot>> view = follower.current();
        if (view.isEmpty()) {
            throw new Refused(Refusal.NOT_READY);
        }
        if (follower.isStale()) {
            throw new Refused(Refusal.FEED_STALE);
        }
        return view.get().state();
    }

    /** The newest there is, however old. */
    public Optional<Snapshot> held() {
        return follower.current().map(View::state);
    }

    /** The scopes there are, however old the view is; empty before there is one. */
    public Optional<ScopeCatalogue> scopes() {
        return follower.current().map(view -> view.state().scopes());
    }

    /** As {@link #scopes()}. */
    public Optional<Revocations> revocations() {
        return follower.current().map(view -> view.state().revocations());
    }

    public boolean isHeld() {
        return follower.current().isPresent();
    }

    public boolean isStale() {
        return follower.isStale();
    }

    public Duration age() {
        return follower.age();
    }

    public FeedStatus status() {
        return follower.status();
    }

    public long position() {
        return follower.current().map(View::position).orElse(0L);
    }

    private void measure(RecordedEvent recorded) {
        if (recorded.event() instanceof AccessEvent.Revoked) {
            metrics.revocationApplied(Duration.between(recorded.recordedAt(), clock.instant()));
        }
        if (maySpeakAgainstWhatGoesOn(recorded.event())) {
            listeners.forEach(Runnable::run);
        }
    }

    private static boolean maySpeakAgainstWhatGoesOn(AccessEvent event) {
        return event instanceof AccessEvent.Revoked || event instanceof AccessEvent.ApiKeyDeleted || event instanceof AccessEvent.EnvironmentPut
                || event instanceof AccessEvent.EnvironmentDeleted;
    }
}
