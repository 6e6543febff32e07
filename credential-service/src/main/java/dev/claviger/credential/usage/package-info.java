/** How often, when last and from where each secret was used, as token-service and gateways report it. */
package dev.claviger.credential.usage;
