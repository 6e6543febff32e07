/** Tenants: the organisations everything else belongs to. */
package dev.claviger.credential.tenant;
