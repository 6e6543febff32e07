/** The console's room for all tenants: for administrators of the platform, who go from one to another, and make and end them. */
package dev.claviger.credential.console.tenant;
