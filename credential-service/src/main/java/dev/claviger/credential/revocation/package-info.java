/** Ending tokens before they expire, by whatever names them. */
package dev.claviger.credential.revocation;
