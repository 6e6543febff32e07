/** What the gateway holds while bodies pass through it slowly, and for connections on which nothing happens. */
package dev.claviger.benchmarks.stress.memory;
