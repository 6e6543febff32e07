package dev.claviger.credential.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Tails the table of events for all followers of this replica. One cursor, one read at a time, everything on one Vert.x
 * context: no locks, and every follower gets the same order.
 *
 * <p>Each heartbeat reads the table from the primary, whatever NOTIFY said or failed to say. So a lost notification or a
 * half-open LISTEN connection costs a second, and a replica that cannot read its database sends no heartbeat.
 */
@ApplicationScoped
public class EventFeed {

    private static final Logger LOG = Logger.getLogger(EventFeed.class);
    private static final long NOT_YET_READ = -1;

    private final Vertx vertx;
    private final FeedJournal journal;
    private final FeedConfig config;
    private final Context context;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private volatile long position = NOT_YET_READ;
    private volatile boolean leaving;
    private volatile boolean stopped;
    private String feedId;
    private Optional<Long> recordedAt = Optional.empty();
    private boolean reading;
    private boolean readAgain;
    private boolean heartbeatDue;

    EventFeed(Vertx vertx, FeedJournal journal, FeedConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.journal = journal;
        this.config = config;
        this.context = vertx.getOrCreateContext();
        meters.gauge("claviger_feed_followers", followers, Set::size);
        meters.gauge("claviger_feed_position", this, feed -> Math.max(0, feed.position));
    }

    void start(@Observes StartupEvent started) {
        context.runOnContext(now -> vertx.setPeriodic(config.heartbeat().toMillis(), tick -> heartbeat()));
        wake();
    }

    /** Followers go to another replica before this one stops; a held stream would else hold the shutdown. */
    void leave(@Observes ShutdownDelayInitiatedEvent stopping) {
        leaving = true;
        context.runOnContext(now -> followers.forEach(Follower::close));
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
        context.runOnContext(now -> followers.forEach(Follower::close));
    }

    /** Something may have happened: look. */
    void wake() {
        context.runOnContext(now -> read());
    }

    /** Runs on the feed's context, as everything about a follower must. */
    Context context() {
        return context;
    }

    /** Whether followers should go elsewhere: a stream that began now would hold the shutdown as long as one that went on. */
    boolean isLeaving() {
        return leaving;
    }

    /** Sends what the follower has missed, then everything that happens. */
    void join(Follower follower) {
        if (leaving) {
            follower.close();
            return;
        }
        followers.add(follower);
        catchUp(follower);
    }

    void leave(Follower follower) {
        followers.remove(follower);
    }

    private void catchUp(Follower follower) {
        if (follower.isClosed()) {
            followers.remove(follower);
            return;
        }
        journal.read(follower.position()).subscribe().with(
                batch -> context.runOnContext(now -> advance(follower, batch)),
                failure -> context.runOnContext(now -> drop(follower, failure)));
    }

    private void advance(Follower follower, FeedBatch batch) {
        boolean complete = batch.isComplete(follower.position());
        follower.send(batch);
        if (complete && follower.position() >= position) {
            follower.goLive();
            follower.heartbeat(batch);
        } else {
            follower.whenDrained(() -> catchUp(follower));
        }
    }

    private void drop(Follower follower, Throwable failure) {
        LOG.warn("the feed cannot be read for a follower: " + failure);
        followers.remove(follower);
        follower.close();
    }

    private void heartbeat() {
        heartbeatDue = true;
        read();
    }

    /** Only a read begun after the heartbeat fell due may answer it, or a read that hung would pass off the past as now. */
    private void read() {
        if (reading || stopped) {
            readAgain = true;
            return;
        }
        reading = true;
        boolean isHeartbeat = heartbeatDue;
        heartbeatDue = false;
        journal.read(position == NOT_YET_READ ? Long.MAX_VALUE : position).subscribe().with(
                batch -> context.runOnContext(now -> broadcast(batch, isHeartbeat)),
                failure -> context.runOnContext(now -> failed(failure)));
    }

    private void broadcast(FeedBatch batch, boolean isHeartbeat) {
        reading = false;
        if (isOtherHistory(batch)) {
            restart(batch);
        } else {
            recordedAt = batch.reachedAt();
        }
        boolean complete = batch.isComplete(position);
        position = batch.reached(position);
        liveFollowers().forEach(follower -> follower.send(batch));
        if (complete && isHeartbeat) {
            liveFollowers().forEach(follower -> follower.heartbeat(batch));
        }
        heartbeatDue |= isHeartbeat && !complete;
        if (!complete || readAgain) {
            readAgain = false;
            read();
        }
    }

    /**
     * The first read, or a database restored under our feet, or one that took over without having had the last events: followers
     * come back and are told where they stand.
     */
    private boolean isOtherHistory(FeedBatch batch) {
        return position == NOT_YET_READ || batch.position() < position || !batch.feedId().equals(feedId) || batch.contradicts(recordedAt);
    }

    private void restart(FeedBatch batch) {
        if (position != NOT_YET_READ) {
            LOG.warn("the database has another history than before: followers are sent away to find their place in it");
            List.copyOf(followers).forEach(Follower::close);
        }
        feedId = batch.feedId();
        position = batch.position();
        recordedAt = Optional.empty();
    }

    private List<Follower> liveFollowers() {
        followers.removeIf(Follower::isClosed);
        List<Follower> live = new ArrayList<>(followers);
        live.removeIf(follower -> !follower.isLive());
        return live;
    }

    private void failed(Throwable failure) {
        if (!stopped) {
            LOG.warn("the feed cannot be read, so no heartbeat is sent: " + failure);
        }
        reading = false;
        readAgain = false;
    }
}
