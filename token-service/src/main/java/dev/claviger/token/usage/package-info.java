/** Which credential was used when, how often and from where, told to credential-service off the request path. */
package dev.claviger.token.usage;
