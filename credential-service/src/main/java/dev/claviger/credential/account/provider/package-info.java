/** Which OpenID provider of somebody else's a tenant's people sign in at, as its administrators say. */
package dev.claviger.credential.account.provider;
