/** What a gateway tells of itself with its reports: which routes it serves, and which upstreams it does not reach. */
package dev.claviger.gateway.usage.told;
