/**
 * Signing in at a tenant's own OpenID provider, from {@link dev.claviger.token.external.DepartureEndpoint leaving} to
 * {@link dev.claviger.token.external.ReturnEndpoint coming back}. In between the browser alone keeps what was begun.
 */
package dev.claviger.token.external;
