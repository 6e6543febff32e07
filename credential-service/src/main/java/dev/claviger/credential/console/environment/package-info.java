/** A tenant's environments, and for administrators of the platform what gateways make of them: which upstreams they reach, which routes they serve, and why a request is refused. */
package dev.claviger.credential.console.environment;
