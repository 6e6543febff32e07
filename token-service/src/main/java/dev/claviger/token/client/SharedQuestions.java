package dev.claviger.token.client;

import dev.claviger.contract.ClientVerification;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** Equal questions asked while one is under way share its answer: a client's burst after an expiry is one call. */
final class SharedQuestions {

    private final ConcurrentMap<QuestionDigest, Future<ClientVerification>> underWay = new ConcurrentHashMap<>();

    Future<ClientVerification> ask(QuestionDigest digest, Supplier<Future<ClientVerification>> call) {
        Promise<ClientVerification> mine = Promise.promise();
        Future<ClientVerification> shared = underWay.putIfAbsent(digest, mine.future());
        if (shared != null) {
            return onOwnContext(shared);
        }
        // Composed, so that a call that throws is a failed answer, too: an entry that stays would be the client's answer for ever.
        Future.succeededFuture(call).compose(Supplier::get).onComplete(answer -> {
            underWay.remove(digest);
            mine.handle(answer);
        });
        return mine.future();
    }

    /** Whoever shares an answer goes on with it on its own event loop, not on that of the one who asked. */
    private static Future<ClientVerification> onOwnContext(Future<ClientVerification> shared) {
        Context own = Vertx.currentContext();
        if (own == null) {
            return shared;
        }
        Promise<ClientVerification> here = Promise.promise();
        shared.onComplete(answer -> own.runOnContext(back -> here.handle(answer)));
        return here.future();
    }
}
