/**
 * Who asks: from the {@code Authorization} header to verified claims (RFC 6750 §2.1, RFC 9068 §4). The reading of tokens and keys is our own and
 * strict on purpose: what the standards leave open (several algorithms a key, keys named by the token, unknown critical
 * members) is where verification has been bypassed elsewhere.
 */
package dev.claviger.gateway.authenticate;
