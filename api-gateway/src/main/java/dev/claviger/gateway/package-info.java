/**
 * The gateway: lets a request through to a tenant's environment only if token, scope, tenant and route agree. The rooms are the
 * steps of {@link dev.claviger.gateway.Gateway}; what is here beside it puts them together, starts and stops them.
 */
package dev.claviger.gateway;
