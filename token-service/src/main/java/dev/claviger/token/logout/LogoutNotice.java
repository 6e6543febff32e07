package dev.claviger.token.logout;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import java.util.UUID;

/**
 * That a client is to hear of a session's end.
 *
 * @param id       {@code jti} of every logout token that says so
 * @param attempts how often that was tried, this time included
 */
record LogoutNotice(UUID id, String session, ClientId client, TenantId tenant, PersonId person, int attempts) {
}
