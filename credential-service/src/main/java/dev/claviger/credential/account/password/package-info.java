/** Passwords of people: what one must be like, and their hashing, which is slow on purpose and therefore bounded. */
package dev.claviger.credential.account.password;
