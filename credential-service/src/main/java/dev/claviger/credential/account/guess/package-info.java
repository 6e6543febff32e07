/**
 * Limits on guessing. What is counted is kept apart by where guesses come from, so that whoever guesses keeps out strangers at most, and
 * never a browser that has signed in before.
 */
package dev.claviger.credential.account.guess;
