/** A request's body on its way to an upstream: how much of it, at whose pace, and for how long. */
package dev.claviger.gateway.forward.upload;
