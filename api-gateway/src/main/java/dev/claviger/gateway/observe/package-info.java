/** What operators see of the traffic: one log line a request, and metrics whose labels no caller can choose. */
package dev.claviger.gateway.observe;
