package dev.claviger.token.consent;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.token.grant.Subject.Kind;

import java.time.Instant;

/**
 * What a person has allowed an application to do.
 *
 * @param givenAt when it was last asked for and given, whole seconds
 */
public record Consent(TenantId tenant, PersonId person, ClientId client, Kind subject, Scopes scopes, Instant givenAt) {
}
