package dev.claviger.gateway.follow;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.ChangePositions;
import dev.claviger.feed.Projection;
import dev.claviger.feed.Revocations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What a gateway keeps of the feed: environments, scopes, live revocations, and where something last changed. Clients and secrets never reach
 * it, so a million of them cost it nothing.
 */
public final class GatewayProjection implements Projection<Snapshot> {

    private final Clock clock;

    public GatewayProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Snapshot from(FeedSnapshot snapshot) {
        Environments environments = Environments.NONE;
        for (EnvironmentRecord environment : snapshot.environments()) {
            environments = environments.with(environment);
        }
        return new Snapshot(snapshot.feedId(), environments, ScopeCatalogue.of(snapshot.scopes()), Revocations.of(snapshot.revocations()),
                ChangePositions.from(snapshot.position()));
    }

    @Override
    public Snapshot apply(Snapshot before, List<RecordedEvent> batch) {
        Environments environments = before.environments();
        ScopeCatalogue scopes = before.scopes();
        ChangePositions changes = before.changes();
        List<Revocation> revoked = new ArrayList<>();
        for (RecordedEvent recorded : batch) {
            environments = environments(environments, recorded.event());
            scopes = scopes(scopes, recorded.event());
            changes = changes(changes, recorded);
            if (recorded.event() instanceof AccessEvent.Revoked event) {
                revoked.add(new Revocation(recorded.position(), event.target(), event.keepUntil()));
            }
        }
        Revocations revocations = revoked.isEmpty() ? before.revocations() : before.revocations().with(revoked, clock.instant());
        return new Snapshot(before.feedId(), environments, scopes, revocations, changes);
    }

    private static Environments environments(Environments environments, AccessEvent event) {
        if (event instanceof AccessEvent.EnvironmentPut put) {
            return environments.with(put.environment());
        }
        return event instanceof AccessEvent.EnvironmentDeleted deleted
                ? environments.without(deleted.tenant(), deleted.environment()) : environments;
    }

    private static ScopeCatalogue scopes(ScopeCatalogue scopes, AccessEvent event) {
        if (event instanceof AccessEvent.ScopePut put) {
            return scopes.with(put.scope());
        }
        return event instanceof AccessEvent.ScopeDeleted deleted ? scopes.without(deleted.name()) : scopes;
    }

    private static ChangePositions changes(ChangePositions changes, RecordedEvent recorded) {
        return KeyChanges.subjectOf(recorded.event()).map(subject -> changes.changed(subject, recorded.position())).orElse(changes);
    }
}
