/** May it: the tenant triangle and the scopes. Only here are permits made, and without one nothing is forwarded. */
package dev.claviger.gateway.authorize;
