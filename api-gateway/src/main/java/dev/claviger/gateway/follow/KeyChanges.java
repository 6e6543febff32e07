package dev.claviger.gateway.follow;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.AccessEvent.ApiKeyDeleted;
import dev.claviger.contract.AccessEvent.ClientChanged;
import dev.claviger.contract.AccessEvent.EnvironmentDeleted;
import dev.claviger.contract.AccessEvent.EnvironmentPut;
import dev.claviger.contract.AccessEvent.Revoked;
import dev.claviger.contract.AccessEvent.TenantChanged;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.RevocationTarget;
import java.util.Optional;

/** Of which key, client, tenant or environment an event is: what was found out about their API keys before it is void. */
final class KeyChanges {

    private KeyChanges() {
    }

    static Optional<Record> subjectOf(AccessEvent event) {
        if (event instanceof ApiKeyDeleted deleted) {
            return Optional.of(deleted.apiKey());
        }
        if (event instanceof ClientChanged changed) {
            return Optional.of(changed.client());
        }
        if (event instanceof TenantChanged changed) {
            return Optional.of(changed.tenant());
        }
        if (event instanceof EnvironmentPut put) {
            EnvironmentRecord environment = put.environment();
            return Optional.of(new EnvironmentKey(environment.tenant(), environment.name()));
        }
        if (event instanceof EnvironmentDeleted deleted) {
            return Optional.of(new EnvironmentKey(deleted.tenant(), deleted.environment()));
        }
        return event instanceof Revoked revoked ? subjectOf(revoked.target()) : Optional.empty();
    }

    /** A revocation of tokens (by subject, secret, grant, id or time) leaves the client's keys as they are; one of the client or tenant does not. */
    private static Optional<Record> subjectOf(RevocationTarget target) {
        if (target.subject().isPresent() || target.credential().isPresent() || target.grant().isPresent() || target.tokenId().isPresent() || target.issuedBefore().isPresent()) {
            return Optional.empty();
        }
        return target.client().<Record>map(client -> client).or(target::tenant);
    }
}
