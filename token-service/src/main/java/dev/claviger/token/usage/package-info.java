/** Which credential was used when, how often and from where, and what became of token requests, told to credential-service off the request path. */
package dev.claviger.token.usage;
