package dev.claviger.gateway.follow;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.feed.Revocations;

/** One consistent view of everything recorded up to a position. A request is decided on exactly one. */
public record Snapshot(Environments environments, ScopeCatalogue scopes, Revocations revocations) {
}
