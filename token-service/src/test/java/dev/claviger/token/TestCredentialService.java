package dev.claviger.token;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.contract.ClientVerification;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.Fields;
import dev.claviger.contract.GrantQuestion;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.VerifiedClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The internal API of credential-service over real HTTP, with clients and events as a test tells it, failing as told. */
public final class TestCredentialService implements AutoCloseable {

    public static final String KEY = "development-token-service-key-not-for-production";

    /** Revocations as they were delivered, by the id they came with. */
    public final Map<String, JsonObject> revocations = new ConcurrentHashMap<>();
    /** Answers revocations with this status instead of recording them. */
    public volatile int revocationStatus = 200;
    /** What people may still have clients do, of what these are registered for; who is not in it, all, and who has none is gone. */
    public final Map<PersonId, Scopes> mayGive = new ConcurrentHashMap<>();
    /** Those who sign in, and the applications they meet. */
    public final TestPeople people = new TestPeople(this::position);
    /** How often each path was asked. */
    public final Map<String, Integer> calls = new ConcurrentHashMap<>();
    public final AtomicInteger verifications = new AtomicInteger();
    public final AtomicInteger grantVerifications = new AtomicInteger();
    public final List<JsonObject> usageReports = new CopyOnWriteArrayList<>();
    public volatile boolean down;
    public volatile boolean heartbeats = true;
    public volatile int status = 200;
    /** Keeps questions about clients waiting until it completes. */
    public volatile Future<Void> answering = Future.succeededFuture();
    /** Runs once, after the position of the next answer was read and before it is sent. */
    public volatile Runnable meanwhile = () -> { };

    private final String feedId = "feed-1";
    private final Map<String, VerifiedClient> clients = new ConcurrentHashMap<>();
    private final Set<HttpServerResponse> followers = ConcurrentHashMap.newKeySet();
    private final TreeMap<Long, AccessEvent> events = new TreeMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private long position = 7;

    public TestCredentialService() {
        server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        vertx.setPeriodic(50, beat -> followers.forEach(this::heartbeat));
    }

    public String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    public TestClient register(TestClient client) {
        clients.put(client.id() + ":" + client.secret().reveal(), client.record());
        return client;
    }

    /** Of a client that shows no secret. */
    public TestClient registerPublic(TestClient client) {
        clients.put(client.id() + ":null", client.record());
        return client;
    }

    public void remove(TestClient client) {
        clients.remove(client.id() + ":" + client.secret().reveal());
    }

    /** @return the position of the event */
    public synchronized long record(AccessEvent event) {
        events.put(++position, event);
        long recorded = position;
        followers.forEach(follower -> send(follower, recorded, event));
        return recorded;
    }

    public synchronized long position() {
        return position;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (down) {
            request.connection().close();
        } else if (!("Bearer " + KEY).equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(401).end();
        } else if (status != 200) {
            request.response().setStatusCode(status).end();
        } else {
            route(request);
        }
    }

    private void route(HttpServerRequest request) {
        calls.merge(request.path(), 1, Integer::sum);
        if (people.answer(request)) {
            return;
        }
        switch (request.path()) {
            case "/internal/snapshot" -> request.response().end(snapshot());
            case "/internal/events" -> follow(request.response(), Long.parseLong(request.getParam("after")));
            case "/internal/client-verifications" -> request.body().onSuccess(body -> verify(body.toJsonObject(), request.response()));
            case "/internal/grant-verifications" -> request.body().onSuccess(body -> verifyGrant(body.toJsonObject(), request.response()));
            case "/internal/revocations" -> request.body().onSuccess(body -> revoke(body.toJsonObject(), request.response()));
            case "/internal/usage" -> request.body().onSuccess(body -> report(body.toJsonObject(), request.response()));
            default -> request.response().setStatusCode(404).end();
        }
    }

    private synchronized Buffer snapshot() {
        ScopeDefinition implying = new ScopeDefinition("employees.readwrite", Scopes.of("employees.readonly"));
        return new JsonObject(new FeedSnapshot(feedId, position, Optional.empty(), List.of(), List.of(implying), List.of()).toFields()).toBuffer();
    }

    private synchronized void follow(HttpServerResponse follower, long after) {
        follower.setChunked(true).closeHandler(gone -> followers.remove(follower));
        events.tailMap(after, false).forEach((at, event) -> send(follower, at, event));
        followers.add(follower);
        heartbeat(follower);
    }

    private void verify(JsonObject question, HttpServerResponse response) {
        verifications.incrementAndGet();
        Optional<VerifiedClient> client = Optional.ofNullable(clients.get(question.getString("client_id") + ":" + question.getString("client_secret")));
        long readAt = position();
        answering.onComplete(now -> answer(readAt, client, response));
    }

    /** The client with the credential of the grant, as long as it is registered and no recorded revocation covers the grant. */
    private synchronized void verifyGrant(JsonObject body, HttpServerResponse response) {
        grantVerifications.incrementAndGet();
        GrantQuestion grant = GrantQuestion.of(new Fields(body.getMap()));
        Optional<VerifiedClient> client = clients.values().stream().filter(record -> record.credential().equals(grant.credential()))
                .filter(record -> record.client().equals(grant.client()) && !isRevoked(grant, record)).findFirst()
                .flatMap(record -> asGiven(record, grant));
        answer(position, client, response);
    }

    private Optional<VerifiedClient> asGiven(VerifiedClient client, GrantQuestion grant) {
        Scopes scopes = grant.person().map(person -> mayGive.getOrDefault(person, client.scopes())).orElse(client.scopes());
        return scopes.isEmpty() ? Optional.empty() : Optional.of(new VerifiedClient(client.tenant(), client.environment(), client.client(), client.credential(),
                client.audience(), scopes, client.establishments(), client.grantTypes(), client.accessTokenLifetime(), client.secretExpiresAt(), client.refresh()));
    }

    private boolean isRevoked(GrantQuestion grant, VerifiedClient client) {
        AccessTokenClaims newest = new AccessTokenClaims("", grant.subject().or(() -> grant.person().map(PersonId::toString)).orElse(grant.client().value()), client.audience(), grant.client(), grant.tenant(),
                client.environment(), grant.credential(), Optional.of(grant.grant()), client.scopes(), "", grant.issuedAt(), grant.issuedAt(),
                grant.position(), List.of());
        return events.entrySet().stream().anyMatch(entry -> entry.getValue() instanceof Revoked revoked
                && new Revocation(entry.getKey(), revoked.target(), revoked.keepUntil()).covers(newest));
    }

    private void answer(long readAt, Optional<VerifiedClient> client, HttpServerResponse response) {
        Runnable between = meanwhile;
        meanwhile = () -> { };
        vertx.<Void>executeBlocking(() -> {
            between.run();
            return null;
        }).onComplete(done -> response.end(new JsonObject(new ClientVerification(feedId, readAt, client).toFields()).toBuffer()));
    }

    private void revoke(JsonObject delivered, HttpServerResponse response) {
        if (revocationStatus == 200 && revocations.putIfAbsent(delivered.getString("id"), delivered) == null) {
            RevocationTarget target = RevocationTarget.of(new Fields(delivered.getJsonObject("target").getMap()));
            record(new AccessEvent.Revoked(target, Instant.now().plus(Duration.ofDays(1))));
        }
        response.setStatusCode(revocationStatus).end("{}");
    }

    private void report(JsonObject report, HttpServerResponse response) {
        usageReports.add(report);
        response.setStatusCode(204).end();
    }

    private synchronized void heartbeat(HttpServerResponse follower) {
        if (heartbeats) {
            follower.write("event: heartbeat\ndata: {\"feed_id\":\"" + feedId + "\",\"position\":" + position + "}\n\n");
        }
    }

    private static void send(HttpServerResponse follower, long position, AccessEvent event) {
        JsonObject data = new JsonObject().put("recorded_at", System.currentTimeMillis()).put("event", new JsonObject(event.toFields()));
        follower.write("id: " + position + "\nevent: " + event.type() + "\ndata: " + data + "\n\n");
    }
}
