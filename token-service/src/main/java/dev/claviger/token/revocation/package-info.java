/** Token revocation (RFC 7009): a client ends what it was given. */
package dev.claviger.token.revocation;
