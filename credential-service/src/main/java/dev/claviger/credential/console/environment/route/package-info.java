/** Which routes gateways serve, and what changed in them. */
package dev.claviger.credential.console.environment.route;
