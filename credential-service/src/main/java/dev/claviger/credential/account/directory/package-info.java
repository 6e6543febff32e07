/** A tenant's people as a list, and what is known of how each gets in. */
package dev.claviger.credential.account.directory;
