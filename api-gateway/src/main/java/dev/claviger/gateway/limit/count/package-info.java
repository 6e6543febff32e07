/** Counting requests in the memory of one replica: exact for all of its event loops, and none of them ever waits. */
package dev.claviger.gateway.limit.count;
