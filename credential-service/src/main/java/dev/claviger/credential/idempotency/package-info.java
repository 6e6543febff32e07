/** Creations that can be repeated without creating twice. */
package dev.claviger.credential.idempotency;
