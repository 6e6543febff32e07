/** Signing in, and sessions: who has signed in with which browser. Nothing of it lives in a replica's memory. */
package dev.claviger.token.login;
