/** Links that lead to a new password: for who was invited, and for who forgot it. Stored as hashes, each for one use. */
package dev.claviger.credential.account.link;
