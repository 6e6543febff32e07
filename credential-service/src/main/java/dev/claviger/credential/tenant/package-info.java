/** Tenants, and their environments: which hosts are whose, and where requests to them go. */
package dev.claviger.credential.tenant;
