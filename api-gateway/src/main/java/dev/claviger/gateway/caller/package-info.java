/** The caller's side of an exchange where HTTP/1.1 and HTTP/2 differ: how a body shows, and how an exchange ends without ending others. */
package dev.claviger.gateway.caller;
