/** The other services' way in: one key per role, and the calls each role may make. */
package dev.claviger.credential.internal;
