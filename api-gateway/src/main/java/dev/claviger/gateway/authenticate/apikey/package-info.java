/**
 * The second credential some environments and routes demand: an API key of the same client as the token. Whose key it is is
 * credential-service's to say, at its first sight here; after that the answer stands until the feed or ten minutes end it.
 */
package dev.claviger.gateway.authenticate.apikey;
