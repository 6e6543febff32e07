/** From a request in its {@link dev.claviger.gateway.route.canonical.CanonicalRequest canonical form} to the rule that decides. */
package dev.claviger.gateway.route;
