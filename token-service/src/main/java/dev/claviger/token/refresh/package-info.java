/**
 * Refresh tokens (RFC 6749 §6, RFC 9700 §4.14): kept as keyed hashes, exchanged under the lock of their grant's row, so that
 * any number of uses on any number of replicas take turns. {@link dev.claviger.token.refresh.RefreshTokens} tells the story.
 */
package dev.claviger.token.refresh;
