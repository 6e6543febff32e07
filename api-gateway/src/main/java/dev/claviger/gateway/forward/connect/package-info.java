/** Connections to where requests go: which are kept, for how long, and when a fresh one is needed. */
package dev.claviger.gateway.forward.connect;
