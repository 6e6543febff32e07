package dev.claviger.token.follow;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.ChangePositions;
import dev.claviger.feed.Revocations;

/**
 * What this service keeps of the feed, immutable.
 *
 * @param scopes      which scope implies which
 * @param changes     where in the feed whoever may obtain tokens last changed
 * @param revocations those that can concern a live access token
 */
public record AccessState(ScopeCatalogue scopes, ChangePositions changes, Revocations revocations) {

    AccessState with(ScopeCatalogue newScopes) {
        return new AccessState(newScopes, changes, revocations);
    }

    AccessState with(ChangePositions newChanges) {
        return new AccessState(scopes, newChanges, revocations);
    }

    AccessState with(Revocations newRevocations) {
        return new AccessState(scopes, changes, newRevocations);
    }
}
