/** Answers without an end, and how long they may go on: as long as a new request of the same caller would be accepted. */
package dev.claviger.gateway.lifetime;
