package dev.claviger.token.external;

import dev.claviger.contract.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Threads to wait for providers on, off the event loop. A tenant has its share: while its provider hangs, people of others sign in.
 */
@ApplicationScoped
class Places {

    private static final int ALL = 40;
    private static final int OF_A_TENANT = 10;

    private final Map<TenantId, Integer> taken = new HashMap<>();
    private final WorkerExecutor threads;

    @Inject
    Places(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("external-sign-in", ALL);
    }

    /** Fails with {@link NoPlace} at once where there is none: who waits for a place waits for a provider that hangs. */
    <T> Future<T> run(TenantId tenant, Callable<T> work) {
        if (!take(tenant)) {
            return Future.failedFuture(new NoPlace());
        }
        return threads.executeBlocking(work, false).onComplete(done -> leave(tenant));
    }

    private synchronized boolean take(TenantId tenant) {
        boolean isFree = taken.values().stream().mapToInt(Integer::intValue).sum() < ALL && taken.getOrDefault(tenant, 0) < OF_A_TENANT;
        if (isFree) {
            taken.merge(tenant, 1, Integer::sum);
        }
        return isFree;
    }

    private synchronized void leave(TenantId tenant) {
        taken.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Too many people of a tenant, or of all, are signing in elsewhere at this moment. */
    static final class NoPlace extends RuntimeException {

        NoPlace() {
            super("too many sign-ins at a time", null, false, false);
        }
    }
}
