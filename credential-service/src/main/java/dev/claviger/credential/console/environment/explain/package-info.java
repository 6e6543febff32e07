/** Why a request is let through or not, asked of a gateway in the words of its management port. The token that is asked about is passed on and kept nowhere. */
package dev.claviger.credential.console.environment.explain;
