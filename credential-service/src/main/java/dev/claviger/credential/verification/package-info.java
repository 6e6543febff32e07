/** The question "does this secret belong to that client?" and its answer, for token-service only. */
package dev.claviger.credential.verification;
