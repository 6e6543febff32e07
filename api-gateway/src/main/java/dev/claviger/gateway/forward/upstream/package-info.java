/** Where requests go and over which connections: settings, clients, places per environment, and which upstreams are left out for a while. */
package dev.claviger.gateway.forward.upstream;
