/** Who of a tenant's people it is that a provider of somebody else's has vouched for. */
package dev.claviger.credential.account.external;
