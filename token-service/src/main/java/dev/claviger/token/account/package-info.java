/** People as credential-service knows them: who they are, and what proves it. */
package dev.claviger.token.account;
