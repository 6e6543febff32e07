package dev.claviger.feed;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A credential-service that has nothing but a feed, and fails as told. */
final class TestFeed implements AutoCloseable {

    final AtomicInteger snapshots = new AtomicInteger();
    final AtomicInteger streams = new AtomicInteger();
    volatile String feedId = "feed-1";
    volatile long snapshotPosition;
    volatile boolean heartbeats = true;
    volatile boolean accepting = true;

    /** What followers asked the events with, in order. */
    final List<String> questions = new CopyOnWriteArrayList<>();
    volatile Optional<Instant> snapshotRecordedAt = Optional.empty();

    private final TreeMap<Long, RecordedEvent> events = new TreeMap<>();
    private final Map<HttpServerResponse, HttpServerRequest> followers = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final HttpServer server;

    TestFeed(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        vertx.setPeriodic(50, beat -> followers.keySet().forEach(this::heartbeat));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void record(long position, AccessEvent event) {
        record(position, Instant.now(), event);
    }

    synchronized void record(long position, Instant recordedAt, AccessEvent event) {
        RecordedEvent recorded = new RecordedEvent(position, recordedAt, event);
        events.put(position, recorded);
        followers.keySet().forEach(follower -> send(follower, recorded));
    }

    /** The database as an older backup has it, and what happened since. */
    synchronized void restore(Runnable since) {
        events.clear();
        since.run();
        cutStreams();
    }

    void send(String raw) {
        followers.keySet().forEach(follower -> follower.write(raw));
    }

    void cutStreams() {
        followers.keySet().forEach(follower -> followers.get(follower).connection().close());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private synchronized void answer(HttpServerRequest request) {
        if (!accepting) {
            request.connection().close();
        } else if (request.path().equals("/internal/snapshot")) {
            snapshots.incrementAndGet();
            Map<String, Object> snapshot = new FeedSnapshot(feedId, snapshotPosition, snapshotRecordedAt, List.of(), List.of(), List.of()).toFields();
            request.response().end(new JsonObject(snapshot).toBuffer());
        } else {
            stream(request, Long.parseLong(request.getParam("after")));
        }
    }

    private void stream(HttpServerRequest request, long after) {
        streams.incrementAndGet();
        questions.add(request.query());
        if (isAnotherEvent(after, request.getParam("recorded_at"))) {
            request.response().setStatusCode(409).end();
            return;
        }
        if (!feedId.equals(request.getParam("feed")) || after > position()) {
            request.response().setStatusCode(410).end();
            return;
        }
        HttpServerResponse follower = request.response().setChunked(true);
        follower.closeHandler(gone -> followers.remove(follower));
        events.tailMap(after, false).values().forEach(event -> send(follower, event));
        followers.put(follower, request);
        heartbeat(follower);
    }

    private boolean isAnotherEvent(long after, String recordedAt) {
        RecordedEvent here = events.get(after);
        return recordedAt != null && here != null && here.recordedAt().toEpochMilli() != Long.parseLong(recordedAt);
    }

    private long position() {
        return Math.max(snapshotPosition, events.isEmpty() ? 0 : events.lastKey());
    }

    private synchronized void heartbeat(HttpServerResponse follower) {
        if (heartbeats) {
            follower.write("event: heartbeat\ndata: {\"feed_id\":\"" + feedId + "\",\"position\":" + position() + "}\n\n");
        }
    }

    private void send(HttpServerResponse follower, RecordedEvent recorded) {
        JsonObject data = new JsonObject().put("recorded_at", recorded.recordedAt().toEpochMilli())
                .put("event", new JsonObject(recorded.event().toFields()));
        follower.write("id: " + recorded.position() + "\nevent: " + recorded.event().type() + "\ndata: " + data + "\n\n");
    }
}
