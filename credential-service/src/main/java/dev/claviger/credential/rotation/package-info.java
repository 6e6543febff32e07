/** Secrets after the first: issuing one beside or instead of another, and revoking one. */
package dev.claviger.credential.rotation;
