package dev.claviger.gateway;

import dev.claviger.contract.ApiKey;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.TenantId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** credential-service's answers about API keys: what was asked, and answers that are wrong, late or missing. */
final class TestApiKeys {

    private final LongSupplier position;
    private final Map<String, ApiKeyVerification.Owner> owners = new ConcurrentHashMap<>();
    private final List<Runnable> held = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean holding;
    private volatile int status = 200;
    private volatile String feed = "feed-1";

    TestApiKeys(LongSupplier position) {
        this.position = position;
    }

    /** A new key of a client of acme. */
    ApiKey issue(String environment, String client) {
        ApiKey key = ApiKey.generate(new EnvironmentName(environment), new ApiKeyId(Identifiers.newCredentialId().value()));
        owners.put(key.reveal(), new ApiKeyVerification.Owner(new TenantId("acme"), key.environment(), new ClientId(client), key.id()));
        return key;
    }

    void delete(ApiKey key) {
        owners.remove(key.reveal());
    }

    void answerWith(int newStatus) {
        status = newStatus;
    }

    void answerFrom(String feedId) {
        feed = feedId;
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        held.forEach(Runnable::run);
        held.clear();
    }

    /** The answer is read before it is held: what is recorded meanwhile it does not know. */
    void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String key = body.toJsonObject().getString("api_key");
            JsonObject answer = new JsonObject(new ApiKeyVerification(feed, position.getAsLong(), Optional.ofNullable(owners.get(key))).toFields());
            asked.add(key);
            Runnable send = () -> request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(status == 200 ? answer.encode() : "");
            if (holding) {
                held.add(send);
            } else {
                send.run();
            }
        });
    }
}
