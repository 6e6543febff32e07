package dev.claviger.gateway;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for credential-service's feed and API keys and token-service's keys and token endpoint, on one port; can fall silent. */
final class TestServices implements AutoCloseable {

    static final String KEY = "test-gateway-key-that-is-long-enough-for-production";

    private final Vertx vertx;
    private final List<EnvironmentRecord> environments = new ArrayList<>();
    private final List<ScopeDefinition> scopes = new ArrayList<>();
    private final List<Revocation> revocations = new ArrayList<>();
    private final Set<HttpServerResponse> followers = ConcurrentHashMap.newKeySet();
    final AtomicInteger jwksReads = new AtomicInteger();
    private volatile String jwks;
    private volatile int jwksStatus = 200;
    private volatile String jwksLocation = "/elsewhere";
    private final List<HttpServerRequest> waitingForKeys = new ArrayList<>();
    private volatile boolean holdingKeys;
    private volatile boolean silent;
    private volatile long position = 1;
    final TestApiKeys apiKeys = new TestApiKeys(() -> position);
    /** What was reported, in order. */
    final List<JsonObject> usage = new CopyOnWriteArrayList<>();
    private HttpServer server;

    TestServices(Vertx vertx, String jwks) {
        this.vertx = vertx;
        this.jwks = jwks;
    }

    TestServices environment(String tenant, String name, List<String> hosts, List<String> upstreams, List<String> tokenPaths) {
        environments.add(environment(tenant, name, hosts, upstreams, tokenPaths, false));
        return this;
    }

    TestServices environmentDemandingApiKeys(String tenant, String name, List<String> hosts, List<String> upstreams) {
        environments.add(environment(tenant, name, hosts, upstreams, List.of(), true));
        return this;
    }

    private static EnvironmentRecord environment(String tenant, String name, List<String> hosts, List<String> upstreams, List<String> tokenPaths, boolean apiKeys) {
        TenantId id = new TenantId(tenant);
        EnvironmentName environment = new EnvironmentName(name);
        return new EnvironmentRecord(id, environment, hosts, upstreams, EnvironmentRecord.defaultAudience(id, environment), tokenPaths, apiKeys, List.of(), EnvironmentLimits.NONE);
    }

    TestServices scope(ScopeDefinition scope) {
        scopes.add(scope);
        return this;
    }

    TestServices start() throws Exception {
        server = TestGateway.await(vertx.createHttpServer().requestHandler(this::handle).listen(0, "127.0.0.1"));
        vertx.setPeriodic(50, tick -> heartbeat());
        return this;
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    void publishKeys(String jwks) {
        this.jwks = jwks;
    }

    void answerKeysWith(int status) {
        this.jwksStatus = status;
    }

    void redirectKeysTo(String location) {
        jwksLocation = location;
        jwksStatus = 302;
    }

    /** Leaves who asks for keys without an answer until they are released. */
    void holdKeys() {
        holdingKeys = true;
    }

    void releaseKeys() {
        holdingKeys = false;
        vertx.runOnContext(now -> {
            waitingForKeys.forEach(this::answerWithKeys);
            waitingForKeys.clear();
        });
    }

    /** No event, no heartbeat, no answer: as if the network were cut. */
    void fallSilent() {
        silent = true;
        vertx.runOnContext(now -> followers.forEach(HttpServerResponse::close));
    }

    void speakAgain() {
        silent = false;
    }

    void revoke(RevocationTarget target) {
        revoke(target, Instant.now().plusSeconds(86_400));
    }

    void revoke(RevocationTarget target, Instant keepUntil) {
        record(new AccessEvent.Revoked(target, keepUntil));
    }

    void record(AccessEvent event) {
        vertx.runOnContext(now -> {
            position++;
            if (event instanceof AccessEvent.Revoked revoked) {
                revocations.add(new Revocation(position, revoked.target(), revoked.keepUntil()));
            }
            JsonObject data = new JsonObject().put("recorded_at", System.currentTimeMillis()).put("event", new JsonObject(event.toFields()));
            followers.forEach(follower -> follower.write("id: " + position + "\nevent: " + event.type() + "\ndata: " + data.encode() + "\n\n"));
        });
    }

    private void heartbeat() {
        if (!silent) {
            String frame = "event: heartbeat\ndata: {\"feed_id\":\"feed-1\",\"position\":" + position + "}\n\n";
            followers.forEach(follower -> follower.write(frame));
        }
    }

    private void handle(HttpServerRequest request) {
        if (request.path().equals("/oauth2/jwks")) {
            if (holdingKeys) {
                waitingForKeys.add(request);
            } else {
                answerWithKeys(request);
            }
            jwksReads.incrementAndGet();
        } else if (silent || !("Bearer " + KEY).equals(request.getHeader("Authorization"))) {
            request.response().setStatusCode(silent ? 503 : 401).end();
        } else if (request.path().equals("/internal/snapshot")) {
            FeedSnapshot snapshot = new FeedSnapshot("feed-1", position, Optional.empty(), environments, scopes, revocations);
            request.response().putHeader("Content-Type", "application/json").end(new JsonObject(snapshot.toFields()).encode());
        } else if (request.path().equals("/internal/api-key-verifications")) {
            apiKeys.handle(request);
        } else if (request.path().equals("/internal/usage")) {
            request.body().onSuccess(body -> usage.add(body.toJsonObject())).onComplete(read -> request.response().setStatusCode(204).end());
        } else {
            HttpServerResponse stream = request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            stream.closeHandler(gone -> followers.remove(stream));
            stream.write(": hello\n\n");
            followers.add(stream);
        }
    }

    private void answerWithKeys(HttpServerRequest request) {
        request.response().setStatusCode(jwksStatus).putHeader("Location", jwksLocation).end(jwksStatus == 200 ? jwks : "");
    }

    @Override
    public void close() throws Exception {
        TestGateway.await(server.close());
    }
}
