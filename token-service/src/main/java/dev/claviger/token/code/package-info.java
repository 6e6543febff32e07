/**
 * Authorization codes (RFC 6749 §4.1.2): issued when a person agrees, exchanged once by the client. Kept as keyed hashes, and exchanged
 * under the lock of their row, so that any number of uses on any number of replicas take turns.
 */
package dev.claviger.token.code;
