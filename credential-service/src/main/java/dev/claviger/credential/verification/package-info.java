/** The questions "does this secret belong to that client?" and "does this grant still stand?" and their answers, for token-service only. */
package dev.claviger.credential.verification;
