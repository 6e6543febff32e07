package dev.claviger.feed;

import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.Fields;
import dev.claviger.contract.RecordedEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the event feed for ever: a snapshot, then the stream from its position; reconnects there after any failure.
 * The invariants stand in README.md of this package.
 *
 * <p>Thread-safe for readers. Never blocks, and never throws at its owner for what happens on the network.
 *
 * @param <S> what the owner keeps of the feed
 */
public final class FeedFollower<S> implements AutoCloseable {

    private static final Logger LOG = System.getLogger(FeedFollower.class.getName());
    private static final long WATCHDOG_MILLIS = 500;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);

    private final Vertx vertx;
    private final Context context;
    private final FeedConfig config;
    private final Projection<S> projection;
    private final FeedConnection connection;
    private final Duration longestSilence;
    private final Backoff backoff = new Backoff();
    private final List<FeedListener> listeners = new ArrayList<>();

    private volatile View<S> view;
    private volatile Moment proven = Moment.now();
    private volatile FeedStatus status = FeedStatus.CONNECTING;

    // Only touched on the context from here on.
    private final List<RecordedEvent> batch = new ArrayList<>();
    private Place place;
    private HttpClientResponse stream;
    private Moment heard = Moment.now();
    private long heartbeatPosition;
    private String refusedFeed = "";
    private String toldReason = "";
    private long watchdog;
    private boolean closed;

    public FeedFollower(Vertx vertx, FeedConfig config, Projection<S> projection) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.config = config;
        this.projection = projection;
        this.connection = new FeedConnection(vertx, config);
        this.longestSilence = config.maxStaleness().compareTo(LONGEST_SILENCE) < 0 ? config.maxStaleness() : LONGEST_SILENCE;
    }

    /** Before {@link #start()}. */
    public FeedFollower<S> onApplied(FeedListener listener) {
        listeners.add(listener);
        return this;
    }

    public void start() {
        context.runOnContext(started -> {
            watchdog = vertx.setPeriodic(WATCHDOG_MILLIS, tick -> dropSilentStream());
            takeSnapshot();
        });
    }

    /** The newest view; empty until the first snapshot. A stale view is still returned: see {@link #isStale()}. */
    public Optional<View<S>> current() {
        return Optional.ofNullable(view);
    }

    /** Whether this view may no longer be relied on: none yet, or unproven for longer than the configured bound. */
    public boolean isStale() {
        return view == null || age().compareTo(config.maxStaleness()) > 0;
    }

    /** Since the view was last proven to be the newest. Meaningless before the first snapshot. */
    public Duration age() {
        return proven.age();
    }

    public FeedStatus status() {
        return status;
    }

    @Override
    public void close() {
        context.runOnContext(closing -> {
            closed = true;
            vertx.cancelTimer(watchdog);
            connection.close();
        });
    }

    private void takeSnapshot() {
        Moment asked = Moment.now();
        connection.snapshot().onSuccess(snapshot -> context.runOnContext(taken -> adopt(snapshot, asked))).onFailure(this::retry);
    }

    private void adopt(FeedSnapshot snapshot, Moment asked) {
        if (view != null && place.isLostTo(snapshot)) {
            refuse("the feed is at " + snapshot.position());
        }
        if (closed || refusedFeed.equals(snapshot.feedId())) {
            later(this::takeSnapshot);
            return;
        }
        batch.clear();
        heartbeatPosition = snapshot.position();
        place = Place.of(snapshot);
        view = new View<>(snapshot.feedId(), snapshot.position(), projection.from(snapshot));
        proven = asked;
        listeners.forEach(listener -> listener.adopted(snapshot));
        openStream();
    }

    /** For as long as the feed keeps its id: when it has passed our position again, what it lost is still lost. */
    private void refuse(String because) {
        if (!refusedFeed.equals(place.feedId())) {
            LOG.log(Level.ERROR, "The event feed no longer holds what led to position {0}, which is already applied ({1}): its database was "
                    + "restored. Nothing is followed until it has a new feed id.", Long.toString(place.position()), because);
        }
        refusedFeed = place.feedId();
        status = FeedStatus.REFUSING;
    }

    private void openStream() {
        connection.events(place).onSuccess(answer -> context.runOnContext(opened -> follow(answer))).onFailure(this::retry);
    }

    private void follow(HttpClientResponse answer) {
        stream = answer;
        heard = Moment.now();
        EventStream frames = new EventStream(this::receive);
        answer.handler(buffer -> hear(answer, frames, buffer.getBytes()))
                .exceptionHandler(failure -> ended(answer, failure))
                .endHandler(end -> ended(answer, new IllegalStateException("the event stream ended")))
                .resume();
    }

    private void hear(HttpClientResponse answer, EventStream frames, byte[] bytes) {
        if (answer != stream || dropSilentStream()) {
            return;
        }
        heard = Moment.now();
        try {
            frames.receive(bytes);
            publish();
        } catch (RuntimeException unusable) {
            // What cannot be read may have been a revocation: only a snapshot brings certainty back.
            LOG.log(Level.WARNING, "The event feed sent what cannot be applied ({0}); taking a snapshot", unusable.getMessage());
            drop(answer);
            later(this::takeSnapshot);
        }
    }

    private void receive(EventStream.Frame frame) {
        if (frame.isHeartbeat()) {
            publish();
            prove(frame.fields());
            return;
        }
        RecordedEvent event = frame.recorded();
        long expected = (batch.isEmpty() ? view.position() : batch.get(batch.size() - 1).position()) + 1;
        if (event.position() != expected) {
            throw new IllegalStateException("event " + event.position() + " where " + expected + " was due");
        }
        batch.add(event);
    }

    private void publish() {
        if (batch.isEmpty()) {
            return;
        }
        List<RecordedEvent> events = List.copyOf(batch);
        batch.clear();
        place = place.after(events.get(events.size() - 1));
        view = new View<>(view.feedId(), place.position(), projection.apply(view.state(), events));
        listeners.forEach(listener -> events.forEach(listener::applied));
    }

    private void prove(Fields heartbeat) {
        long position = heartbeat.number("position");
        if (!heartbeat.text("feed_id").equals(view.feedId()) || position > view.position() || position < heartbeatPosition) {
            throw new IllegalStateException("heartbeat at " + position + " while " + view.position() + " is applied");
        }
        heartbeatPosition = position;
        proven = Moment.now();
        if (status != FeedStatus.FOLLOWING) {
            LOG.log(Level.INFO, "Following the event feed of {0} from position {1}", config.credentialService(), Long.toString(position));
        }
        status = FeedStatus.FOLLOWING;
        toldReason = "";
        backoff.reset();
    }

    /** Also when it speaks again: what a process that slept finds in its buffers says nothing of now. */
    private boolean dropSilentStream() {
        boolean silent = stream != null && heard.age().compareTo(longestSilence) > 0;
        if (silent) {
            LOG.log(Level.WARNING, "The event feed has been silent for {0}; reconnecting", longestSilence);
            drop(stream);
            later(this::openStream);
        }
        return silent;
    }

    private void ended(HttpClientResponse answer, Throwable reason) {
        if (answer == stream) {
            drop(answer);
            retry(reason);
        }
    }

    private void drop(HttpClientResponse answer) {
        stream = null;
        batch.clear();
        if (status == FeedStatus.FOLLOWING) {
            status = FeedStatus.CONNECTING;
        }
        answer.request().reset();
    }

    private void retry(Throwable reason) {
        if (reason instanceof FeedConnection.OtherHistory) {
            refuse(reason.getMessage());
        } else if (!closed && !String.valueOf(reason.getMessage()).equals(toldReason)) {
            toldReason = String.valueOf(reason.getMessage());
            LOG.log(Level.WARNING, "Not following the event feed of {0}: {1}; trying again until it answers", config.credentialService(), toldReason);
        }
        later(view == null || reason instanceof FeedConnection.UnknownPosition ? this::takeSnapshot : this::openStream);
    }

    private void later(Runnable attempt) {
        context.runOnContext(scheduling -> vertx.setTimer(backoff.next(), due -> {
            if (!closed) {
                attempt.run();
            }
        }));
    }
}
