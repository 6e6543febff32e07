/** Reports of secrets found where they do not belong, from signers we know: what verifies whole is revoked. */
package dev.claviger.credential.leak;
