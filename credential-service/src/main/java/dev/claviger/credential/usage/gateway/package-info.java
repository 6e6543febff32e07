/** What gateways tell of themselves with their reports: the routes they serve, and the upstreams they do not reach. */
package dev.claviger.credential.usage.gateway;
