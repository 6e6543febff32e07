package dev.claviger.gateway.authenticate.apikey;

import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.ClientId;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The questions under way. Equal ones share an answer; of different ones there are few, and fewer still for one client, so that whoever
 * holds one token and guesses keys can neither flood credential-service nor keep other clients waiting.
 */
final class OwnerQuestions {

    static final int MOST = 256;
    static final int MOST_OF_ONE_CLIENT = 8;

    private final ConcurrentMap<ApiKeyDigest, Future<ApiKeyVerification>> underWay = new ConcurrentHashMap<>();
    private final ConcurrentMap<ClientId, Integer> ofClient = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(MOST);

    /** @return fails with a {@link Refused} 503 when too much is asked at once */
    Future<ApiKeyVerification> ask(ApiKeyDigest digest, ClientId client, Supplier<Future<ApiKeyVerification>> call) {
        Promise<ApiKeyVerification> mine = Promise.promise();
        Future<ApiKeyVerification> shared = underWay.putIfAbsent(digest, mine.future());
        if (shared != null) {
            return onOwnContext(shared);
        }
        // Composed, so that a call that throws is a failed answer, too: a question that stays would never be asked again.
        Future.succeededFuture(client).compose(asking -> bounded(asking, call)).onComplete(answer -> {
            underWay.remove(digest);
            mine.handle(answer);
        });
        return mine.future();
    }

    private Future<ApiKeyVerification> bounded(ClientId client, Supplier<Future<ApiKeyVerification>> call) {
        if (!free.tryAcquire()) {
            return tooMany();
        }
        if (ofClient.merge(client, 1, Integer::sum) > MOST_OF_ONE_CLIENT) {
            release(client);
            return tooMany();
        }
        return Future.succeededFuture().compose(go -> call.get()).onComplete(answered -> release(client));
    }

    private void release(ClientId client) {
        ofClient.computeIfPresent(client, (id, count) -> count == 1 ? null : count - 1);
        free.release();
    }

    private static Future<ApiKeyVerification> tooMany() {
        return Future.failedFuture(new Refused(Refusal.API_KEYS_UNAVAILABLE));
    }

    /** Whoever shares an answer goes on with it on its own event loop, not on that of the one who asked. */
    private static Future<ApiKeyVerification> onOwnContext(Future<ApiKeyVerification> shared) {
        Context own = Vertx.currentContext();
        if (own == null) {
            return shared;
        }
        Promise<ApiKeyVerification> here = Promise.promise();
        shared.onComplete(answer -> own.runOnContext(back -> here.handle(answer)));
        return here.future();
    }
}
