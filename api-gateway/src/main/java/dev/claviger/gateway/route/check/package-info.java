/** Route files held to everything the gateway holds them to, without a gateway: for whoever writes them, and for their build. */
package dev.claviger.gateway.route.check;
