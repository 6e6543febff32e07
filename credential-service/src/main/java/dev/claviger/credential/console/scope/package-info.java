/** The room of scopes: which there are and what includes what, who of a tenant has one and needs it, and, for who may, their making and changing. */
package dev.claviger.credential.console.scope;
