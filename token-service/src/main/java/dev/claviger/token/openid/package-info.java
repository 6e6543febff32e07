/** Who signed in, told to clients (OpenID Connect Core 1.0): ID tokens, what clients ask to be in them, and hints that come back. */
package dev.claviger.token.openid;
