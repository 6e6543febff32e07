/** Whether gateways reach an environment's upstreams, as far as they have told. */
package dev.claviger.credential.console.environment.upstream;
