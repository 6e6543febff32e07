/** What goes wrong around a gateway: upstreams that die or hang, slow readers, many connections. Each room below looks at one of these. */
package dev.claviger.benchmarks.stress;
