/** How long a revocation takes to reach the last of several gateways, and whether any of them ever decides wrongly. */
package dev.claviger.benchmarks.revocation;
