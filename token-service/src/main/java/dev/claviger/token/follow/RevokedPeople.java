package dev.claviger.token.follow;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.TenantId;
import io.vertx.core.Future;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** People all of whose tokens were revoked, to be looked at: something may have become of them that concerns more than tokens. */
public final class RevokedPeople {

    private static final int AT_ONCE = 20;

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

    /** Looks at each. Who cannot be looked at now is kept for the next time, and fails this one. */
    public Future<Void> each(BiFunction<TenantId, PersonId, Future<Void>> look) {
        List<Who> some = waiting.stream().limit(AT_ONCE).toList();
        some.forEach(waiting::remove);
        return Future.join(some.stream().map(who -> look.apply(who.tenant, who.person).onFailure(later -> waiting.add(who))).toList())
                .compose(done -> some.size() < AT_ONCE ? Future.succeededFuture() : each(look));
    }
}
