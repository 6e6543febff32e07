/** Whether a tenant whose upstream hangs is felt by the others. */
package dev.claviger.benchmarks.stress.isolation;
