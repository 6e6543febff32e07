/** What callers see of upstreams whose connections die, and what their origin does twice. */
package dev.claviger.benchmarks.stress.retries;
