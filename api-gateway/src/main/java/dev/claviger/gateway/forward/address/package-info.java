/**
 * Which address an upstream's name leads to, and whether the gateway may go there. Names are given by tenants' administrators and addresses by
 * whoever owns the name's DNS; neither may lead the gateway to itself, to its node or to a cloud's metadata.
 */
package dev.claviger.gateway.forward.address;
