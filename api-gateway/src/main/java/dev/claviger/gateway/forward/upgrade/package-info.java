/** WebSockets (RFC 6455): from a permitted request for one to bytes both ways, until either side or what permitted it ends. */
package dev.claviger.gateway.forward.upgrade;
