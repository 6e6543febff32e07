/** Tenants made for a measurement. */
package dev.claviger.benchmarks.tenant;
