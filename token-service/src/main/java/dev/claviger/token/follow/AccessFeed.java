package dev.claviger.token.follow;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.feed.FeedConfig;
import dev.claviger.feed.FeedFollower;
import dev.claviger.feed.FeedListener;
import dev.claviger.feed.FeedStatus;
import dev.claviger.feed.View;
import dev.claviger.token.error.OAuthException;
import dev.claviger.token.internal.InternalConfig;
import dev.claviger.token.internal.TlsConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** The event feed as the rest of this service sees it: a view that is fresh, or a refusal. */
@ApplicationScoped
public class AccessFeed {

    private final FeedFollower<AccessState> follower;
    private final Timer revocationApply;
    private final Clock clock;

    @Inject
    AccessFeed(Vertx vertx, InternalConfig internal, FollowConfig follow, TlsConfig tls, @Any Instance<RevocationListener> listeners, MeterRegistry meters, Clock clock) {
        FeedConfig config = new FeedConfig(internal.url(), internal.key().orElseThrow(), follow.maxStaleness(), tls.trustFile());
        this.follower = new FeedFollower<>(vertx, config, new AccessProjection(clock)).onApplied(this::applied).onApplied(new Telling(listeners));
        this.clock = clock;
        this.revocationApply = Timer.builder("claviger.revocation.apply").description("From a revocation's commit to its effect here").register(meters);
        Gauge.builder("claviger.feed.age.seconds", this, feed -> feed.age().toMillis() / 1000.0)
                .description("Since the view of the feed was last proven to be the newest").register(meters);
        Gauge.builder("claviger.feed.position", this, AccessFeed::position)
                .description("Position of the last event applied").register(meters);
        Gauge.builder("claviger.feed.stale", this, feed -> feed.isStale() ? 1 : 0)
                .description("1 while the view is too old to issue by, and requests are refused").register(meters);
        for (FeedStatus status : FeedStatus.values()) {
            Gauge.builder("claviger.feed.status", this, feed -> feed.follower.status() == status ? 1 : 0).tag("status", status.name().toLowerCase(Locale.ROOT))
                    .description("1 for where the follower stands: connecting, following or refusing").register(meters);
        }
    }

    void start(@Observes StartupEvent starting) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent stopping) {
        follower.close();
    }

    /** By two clocks, so only as true as they agree. */
    private void applied(RecordedEvent recorded) {
        if (recorded.event() instanceof AccessEvent.Revoked) {
            Duration taken = Duration.between(recorded.recordedAt(), clock.instant());
            revocationApply.record(taken.isNegative() ? Duration.ZERO : taken);
        }
    }

    private record Telling(Instance<RevocationListener> listeners) implements FeedListener {

        @Override
        public void applied(RecordedEvent recorded) {
            if (recorded.event() instanceof AccessEvent.Revoked event) {
                tell(event.target());
            }
        }

        @Override
        public void adopted(FeedSnapshot snapshot) {
            snapshot.revocations().forEach(revocation -> tell(revocation.target()));
        }

        private void tell(RevocationTarget target) {
            listeners.forEach(listener -> listener.revoked(target));
        }
    }

    /** @throws OAuthException temporarily_unavailable when what is known may be out of date: a revocation could be missing */
    public View<AccessState> fresh() {
        if (follower.isStale()) {
            throw OAuthException.temporarilyUnavailable();
        }
        return follower.current().orElseThrow(OAuthException::temporarilyUnavailable);
    }

    /** Whether any position was ever held, fresh or not. */
    public boolean heldOnce() {
        return follower.current().isPresent();
    }

    public long position() {
        return follower.current().map(View::position).orElse(-1L);
    }

    /** Of the history that is followed; empty before the first snapshot. */
    public String feedId() {
        return follower.current().map(View::feedId).orElse("");
    }

    /** Zero before the first snapshot, when there is nothing that could be old. */
    public Duration age() {
        return heldOnce() ? follower.age() : Duration.ZERO;
    }

    public boolean isStale() {
        return follower.isStale();
    }

    public String status() {
        return follower.status().name();
    }
}
