package dev.claviger.token.follow;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.AccessEvent.ClientChanged;
import dev.claviger.contract.AccessEvent.EnvironmentDeleted;
import dev.claviger.contract.AccessEvent.EnvironmentPut;
import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.AccessEvent.ScopeDeleted;
import dev.claviger.contract.AccessEvent.ScopePut;
import dev.claviger.contract.AccessEvent.TenantChanged;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.ChangePositions;
import dev.claviger.feed.Projection;
import dev.claviger.feed.Revocations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What an event means to the issuer of tokens: another scope catalogue, or answers about clients that no longer hold. */
final class AccessProjection implements Projection<AccessState> {

    private final Clock clock;

    AccessProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public AccessState from(FeedSnapshot snapshot) {
        return new AccessState(ScopeCatalogue.of(snapshot.scopes()), ChangePositions.from(snapshot.position()),
                Revocations.of(snapshot.revocations()));
    }

    @Override
    public AccessState apply(AccessState state, List<RecordedEvent> batch) {
        AccessState next = state;
        List<Revocation> revoked = new ArrayList<>();
        for (RecordedEvent recorded : batch) {
            next = apply(next, recorded.event(), recorded.position());
            if (recorded.event() instanceof Revoked event) {
                revoked.add(new Revocation(recorded.position(), event.target(), event.keepUntil()));
            }
        }
        return revoked.isEmpty() ? next : next.with(next.revocations().with(revoked, clock.instant()));
    }

    private static AccessState apply(AccessState state, AccessEvent event, long position) {
        if (event instanceof ScopePut put) {
            return state.with(state.scopes().with(put.scope()));
        }
        if (event instanceof ScopeDeleted deleted) {
            return state.with(state.scopes().without(deleted.name()));
        }
        return state.with(changes(state.changes(), event, position));
    }

    private static ChangePositions changes(ChangePositions changes, AccessEvent event, long position) {
        if (event instanceof ClientChanged changed) {
            return changes.changed(changed.client(), position);
        }
        if (event instanceof TenantChanged changed) {
            return changes.changed(changed.tenant(), position);
        }
        if (event instanceof EnvironmentPut put) {
            return changes.changed(new EnvironmentKey(put.environment().tenant(), put.environment().name()), position);
        }
        if (event instanceof EnvironmentDeleted deleted) {
            return changes.changed(new EnvironmentKey(deleted.tenant(), deleted.environment()), position);
        }
        return event instanceof Revoked revoked ? revoked(changes, revoked.target(), position) : changes;
    }

    /** The narrowest thing named. Where tokens are named (by grant, id, time or whom they stand for), no answer about a client becomes less true. */
    private static ChangePositions revoked(ChangePositions changes, RevocationTarget target, long position) {
        if (target.grant().isPresent() || target.tokenId().isPresent() || target.issuedBefore().isPresent()
                || target.subject().isPresent()) {
            return changes;
        }
        return changes.changed(narrowest(target), position);
    }

    private static Record narrowest(RevocationTarget target) {
        if (target.credential().isPresent()) {
            return target.credential().get();
        }
        return target.client().isPresent() ? target.client().get() : target.tenant().orElseThrow();
    }
}
