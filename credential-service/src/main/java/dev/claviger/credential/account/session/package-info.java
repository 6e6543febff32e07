/** People's sessions and consents, which are token-service's: seen and ended by asking there. */
package dev.claviger.credential.account.session;
