package dev.claviger.token.follow;

import dev.claviger.contract.ScopeCatalogue;

/**
 * What this service keeps of the feed, immutable.
 *
 * @param scopes  which scope implies which
 * @param changes where in the feed whoever may obtain tokens last changed
 */
public record AccessState(ScopeCatalogue scopes, ChangePositions changes) {

    AccessState with(ScopeCatalogue newScopes) {
        return new AccessState(newScopes, changes);
    }

    AccessState with(ChangePositions newChanges) {
        return new AccessState(scopes, newChanges);
    }
}
