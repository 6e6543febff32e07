/** Scripts of other origins (Fetch §3.2): which an environment lets read its answers, and the preflight requests of their browsers. */
package dev.claviger.gateway.cors;
