/** Where requests go: settings, places per environment, and which upstreams are left out for a while. */
package dev.claviger.gateway.forward.upstream;
