/**
 * Revocations decided here, told to credential-service at least once. They are committed with the state they belong to, so that a
 * crash between the two loses nothing; credential-service knows each by its id and records it once.
 */
package dev.claviger.token.outbox;
