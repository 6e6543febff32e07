/** Environments of tenants: which hosts are whose, and where requests to them go. */
package dev.claviger.credential.environment;
