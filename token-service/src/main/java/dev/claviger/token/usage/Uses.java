package dev.claviger.token.usage;

import dev.claviger.contract.CredentialId;

import java.time.Instant;

/** How often a credential was used since the last report, and when and from where last. */
record Uses(CredentialId credential, long count, Instant lastAt, String lastFrom) {

    Uses and(Uses later) {
        return new Uses(credential, count + later.count, later.lastAt, later.lastFrom);
    }
}
