/** The certificates of the data port: one per host, re-read while they serve. */
package dev.claviger.gateway.port.tls;
