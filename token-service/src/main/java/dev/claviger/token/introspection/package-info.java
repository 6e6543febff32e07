/** Token introspection (RFC 7662): what a client is told of a token, which is nothing unless it is its own or meant for it. */
package dev.claviger.token.introspection;
