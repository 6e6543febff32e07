/** What happened at gateways and token endpoints as a person looks at it: over time, by reason, and who was refused. */
package dev.claviger.credential.usage.trend;
