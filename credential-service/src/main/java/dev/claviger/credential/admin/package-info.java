/**
 * Who may call the admin API: bearers of an access token of our own token-service (RFC 6750, RFC 9068) with one of the
 * {@code claviger:} scopes, whose client lives and whose token nobody has revoked.
 */
package dev.claviger.credential.admin;
