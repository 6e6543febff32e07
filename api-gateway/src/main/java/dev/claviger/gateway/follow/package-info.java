/** The gateway's view of what credential-service records: one immutable snapshot per request, swapped whole by the event feed. */
package dev.claviger.gateway.follow;
