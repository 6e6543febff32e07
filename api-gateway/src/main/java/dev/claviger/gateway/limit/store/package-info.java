/** Counting requests of all replicas together, in Redis or Valkey: one question a request, whatever the number of limits, and a policy for when it stays unanswered. */
package dev.claviger.gateway.limit.store;
