/**
 * On to the upstream and back. Bodies stream both ways at the pace of the slower side; headers pass except those that belong to one
 * connection (RFC 9110 §7.6.1), that prove the caller, or that only the gateway may set.
 */
package dev.claviger.gateway.forward;
