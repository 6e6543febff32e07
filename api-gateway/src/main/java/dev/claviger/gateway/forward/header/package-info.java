/** What headers become on their way through: which stay on their connection, which are the gateway's alone, and which are added. */
package dev.claviger.gateway.forward.header;
