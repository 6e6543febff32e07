package dev.claviger.gateway.follow;

import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.ChangePositions;
import dev.claviger.feed.Revocations;

/**
 * One consistent view of everything recorded up to a position. A request is decided on exactly one.
 *
 * @param changes where in the feed that last changed which an API key's owner depends on
 */
public record Snapshot(String feedId, Environments environments, ScopeCatalogue scopes, Revocations revocations, ChangePositions changes) {

    /** Whether an API key still is the owner's it was found to be: by position, never by a clock. Without an owner there is nothing to uphold. */
    public boolean upholds(ApiKeyVerification answer) {
        return answer.feedId().equals(feedId) && answer.owner().filter(owner -> lastChange(owner) <= answer.position()).isPresent();
    }

    /**
     * Whether the API key itself is still there; what else changed about its owner asks for the key again, and ends nothing. Where too much was recorded since
     * to know, it counts as gone.
     */
    public boolean keeps(ApiKeyVerification answer) {
        return answer.feedId().equals(feedId) && answer.owner().filter(owner -> changes.lastChange(owner.apiKey()) <= answer.position()).isPresent();
    }

    private long lastChange(ApiKeyVerification.Owner owner) {
        return Math.max(Math.max(changes.lastChange(owner.apiKey()), changes.lastChange(owner.client())),
                Math.max(changes.lastChange(owner.tenant()), changes.lastChange(new EnvironmentKey(owner.tenant(), owner.environment()))));
    }
}
