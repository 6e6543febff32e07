/** What the gateway costs, beside proxies that authorise nothing, proxies that check a signature, and the least that Vert.x can do. */
package dev.claviger.benchmarks.gateway;
