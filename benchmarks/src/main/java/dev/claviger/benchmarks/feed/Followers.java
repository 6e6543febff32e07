package dev.claviger.benchmarks.feed;

import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.feed.FeedConfig;
import dev.claviger.feed.FeedFollower;
import dev.claviger.feed.FeedStatus;
import dev.claviger.feed.Projection;
import dev.claviger.quickstart.installation.Installation;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/** As many gateways as one process can pretend to be: their own code follows the feed, each on a connection of its own; nothing is made of the events. */
final class Followers implements AutoCloseable {

    private static final Duration LONGEST_STALENESS = Duration.ofMinutes(5);
    private static final long PATIENCE_SECONDS = 60;
    /** Each says when it follows: a thousand lines in front of the figures. Held, since the log manager forgets a logger that nobody holds. */
    private static final Logger LOG = Logger.getLogger(FeedFollower.class.getPackageName());

    private final Vertx vertx = Vertx.vertx();
    private final List<FeedFollower<Long>> followers = new ArrayList<>();
    private final Map<Long, Arrival> arrivals = new ConcurrentHashMap<>();

    private Followers() {
    }

    /** Returns when all of them follow. */
    static Followers start(Installation installation, int count) throws InterruptedException {
        LOG.setLevel(Level.WARNING);
        Followers followers = new Followers();
        FeedConfig config = new FeedConfig(installation.blueprint().credentialService(), installation.secrets().gatewayKey(), LONGEST_STALENESS, Optional.empty());
        for (int i = 0; i < count; i++) {
            FeedFollower<Long> follower = new FeedFollower<>(followers.vertx, config, new Position()).onApplied(followers::applied);
            followers.followers.add(follower);
            follower.start();
        }
        followers.await(follower -> follower.status() == FeedStatus.FOLLOWING, "follow the feed");
        return followers;
    }

    int count() {
        return followers.size();
    }

    /** Returns when the last of them has applied the event at the position. */
    Arrival arrivalOf(long position) throws InterruptedException {
        Arrival arrival = arrival(position);
        if (!arrival.pending.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(arrival.pending.getCount() + " followers did not apply position " + position + " within " + PATIENCE_SECONDS + " s");
        }
        return arrival;
    }

    private void applied(RecordedEvent event) {
        arrival(event.position()).now();
    }

    private Arrival arrival(long position) {
        return arrivals.computeIfAbsent(position, first -> new Arrival(followers.size()));
    }

    private void await(Predicate<FeedFollower<Long>> condition, String what) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!followers.stream().allMatch(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(followers.stream().filter(condition.negate()).count() + " followers did not " + what + " within " + PATIENCE_SECONDS + " s");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() {
        followers.forEach(FeedFollower::close);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** When the followers learned of one event, in the time of {@link System#nanoTime()}. */
    static final class Arrival {

        private final CountDownLatch pending;
        private long first;
        private long last;

        private Arrival(int followers) {
            pending = new CountDownLatch(followers);
        }

        private synchronized void now() {
            last = System.nanoTime();
            first = first == 0 ? last : first;
            pending.countDown();
        }

        synchronized long first() {
            return first;
        }

        synchronized long last() {
            return last;
        }
    }

    /** All that these keep of the feed. */
    private static final class Position implements Projection<Long> {

        @Override
        public Long from(FeedSnapshot snapshot) {
            return snapshot.position();
        }

        @Override
        public Long apply(Long before, List<RecordedEvent> batch) {
            return batch.get(batch.size() - 1).position();
        }
    }
}
