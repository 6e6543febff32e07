package dev.claviger.credential.event;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;

/** Wakes the feed as soon as a transaction with events has committed. Only a hint: every heartbeat looks anyway. */
@ApplicationScoped
class FeedNotifications {

    private static final Logger LOG = Logger.getLogger(FeedNotifications.class);
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final PgSubscriber subscriber;
    private final EventFeed feed;

    FeedNotifications(Vertx vertx, DatabaseConfig database, EventFeed feed) {
        PgConnectOptions options = DatabaseLogin.at(database.directUrl(), database);
        this.subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(FeedNotifications::pause);
        this.feed = feed;
    }

    void start(@Observes StartupEvent started) {
        subscriber.channel(RecordedEvents.CHANNEL).handler(position -> feed.wake());
        subscriber.connect().onFailure(failure -> LOG.warn("LISTEN failed; events arrive with the heartbeat only: " + failure.getMessage()));
    }

    void stop(@Observes ShutdownEvent stopping) {
        subscriber.close();
    }

    private static long pause(int attempt) {
        return Math.min(LONGEST_PAUSE_MS, 100L << Math.min(attempt, 10));
    }
}
