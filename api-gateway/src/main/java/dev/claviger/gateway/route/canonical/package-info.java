/**
 * From the bytes of a request line to the one form of a request that is matched, decided on, logged and forwarded. Whatever can be read in two ways
 * is refused here, so that gateway and upstream cannot disagree.
 */
package dev.claviger.gateway.route.canonical;
