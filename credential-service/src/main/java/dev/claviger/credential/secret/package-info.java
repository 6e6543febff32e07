/** Client secrets as this service keeps them: a keyed hash under a versioned pepper, never the secret. */
package dev.claviger.credential.secret;
