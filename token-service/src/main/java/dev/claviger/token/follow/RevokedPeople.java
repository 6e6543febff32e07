package dev.claviger.token.follow;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import io.vertx.core.Future;
import org.jboss.logging.Logger;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/** People all of whose tokens were revoked, to be looked at: something may have become of them that concerns more than tokens. */
public final class RevokedPeople {

    private static final Logger LOG = Logger.getLogger(RevokedPeople.class);
    private static final int AT_ONCE = 20;
    private static final long PATIENCE_SECONDS = 10;

    private final Set<Who> waiting = ConcurrentHashMap.newKeySet();

    private record Who(TenantId tenant, PersonId person) {
    }

    /** Takes only what names a person and nothing narrower. */
    public void add(RevocationTarget target) {
        if (target.tenant().isPresent() && target.subject().isPresent()) {
            PersonId.ofSubject(target.subject().get()).map(person -> new Who(target.tenant().get(), person))
                    .filter(who -> target.equals(RevocationTarget.person(who.tenant, who.person))).ifPresent(waiting::add);
        }
    }

    /**
     * Looks at each, and waits for it: never on an event loop. Who cannot be looked at now is kept for the next time.
     *
     * @param undone what the log is told is not done then
     */
    public void settle(String undone, BiFunction<TenantId, PersonId, Future<Void>> look) {
        try {
            each(look).toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            LOG.warnf("%s, tried again: %s", undone, failure.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Future<Void> each(BiFunction<TenantId, PersonId, Future<Void>> look) {
        List<Who> some = waiting.stream().limit(AT_ONCE).toList();
        some.forEach(waiting::remove);
        return Future.join(some.stream().map(who -> look.apply(who.tenant, who.person).onFailure(later -> waiting.add(who))).toList())
                .compose(done -> some.size() < AT_ONCE ? Future.succeededFuture() : each(look));
    }
}
