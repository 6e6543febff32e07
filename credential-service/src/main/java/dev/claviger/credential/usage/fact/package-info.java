/**
 * What happened at gateways and token endpoints, in sums by the hour and by the day: how it is added up ({@code FactSums}), asked about
 * ({@code UsageFacts}) and forgotten. Nothing here decides anything; losing seconds of it harms nobody.
 */
package dev.claviger.credential.usage.fact;
