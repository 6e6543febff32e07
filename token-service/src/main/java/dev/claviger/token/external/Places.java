package dev.claviger.token.external;

import dev.claviger.contract.TenantId;
import dev.claviger.token.guess.CallerNetwork;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Threads to wait for providers on, off the event loop. A tenant has its share: while its provider hangs, people of others sign in. And so has a caller, who
 * else would take those of a tenant, or one after the other those of all.
 */
@ApplicationScoped
class Places {

    private static final int ALL = 40;
    private static final int OF_A_TENANT = 10;
    /** Many people may share an address, and each is here for less than a second. */
    private static final int OF_A_CALLER = 4;

    private final Map<TenantId, Integer> ofTenants = new HashMap<>();
    private final Map<CallerNetwork, Integer> ofCallers = new HashMap<>();
    private final WorkerExecutor threads;

    @Inject
    Places(Vertx vertx) {
        this.threads = vertx.createSharedWorkerExecutor("external-sign-in", ALL);
    }

    /** Fails with {@link NoPlace} at once where there is none: who waits for a place waits for a provider that hangs. */
    <T> Future<T> run(TenantId tenant, String callerAddress, Callable<T> work) {
        CallerNetwork caller = CallerNetwork.of(callerAddress);
        if (!take(tenant, caller)) {
            return Future.failedFuture(new NoPlace());
        }
        return threads.executeBlocking(work, false).onComplete(done -> leave(tenant, caller));
    }

    private synchronized boolean take(TenantId tenant, CallerNetwork caller) {
        boolean isFree = ofTenants.values().stream().mapToInt(Integer::intValue).sum() < ALL && ofTenants.getOrDefault(tenant, 0) < OF_A_TENANT
                && ofCallers.getOrDefault(caller, 0) < OF_A_CALLER;
        if (isFree) {
            ofTenants.merge(tenant, 1, Integer::sum);
            ofCallers.merge(caller, 1, Integer::sum);
        }
        return isFree;
    }

    private synchronized void leave(TenantId tenant, CallerNetwork caller) {
        ofTenants.computeIfPresent(tenant, (key, count) -> count == 1 ? null : count - 1);
        ofCallers.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Too many people of a tenant, of an address, or of all, are signing in elsewhere at this moment. */
    static final class NoPlace extends RuntimeException {

        NoPlace() {
            super("too many sign-ins at a time", null, false, false);
        }
    }
}
