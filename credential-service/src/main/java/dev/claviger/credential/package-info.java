/**
 * credential-service: owner of tenants, environments, scopes, clients and their secrets, of the audit trail, and of the
 * feed by which everybody else learns of a change.
 *
 * <p>A credential's life reads in this order: {@code application.ClientRegistration} or {@code rotation.SecretIssuance}
 * mint it, {@code verification.ClientVerifications} answers for it, {@code rotation.SecretRevocation} ends it, and
 * {@code event.RecordedEvents} tells that to the followers of {@code event.EventFeed}.
 */
package dev.claviger.credential;
