/**
 * Signed tokens and the keys that verify them, read strictly (RFC 7515, 7517, 7518, 8037): one form, one algorithm a key, no key that a
 * token names itself.
 */
package dev.claviger.gateway.authenticate.jose;
