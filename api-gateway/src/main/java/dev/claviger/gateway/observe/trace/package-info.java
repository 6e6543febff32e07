/** Spans for OpenTelemetry: one a request, continuing the caller's trace, exported where a collector is named; without one, nothing of this runs. */
package dev.claviger.gateway.observe.trace;
