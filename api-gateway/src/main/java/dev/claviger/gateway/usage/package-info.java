/**
 * Who did what, for people to look at later: counted where a request ends ({@code LoopCounts}), told to credential-service in batches
 * ({@code UsageReporter}). Nothing is decided by it, and no request waits for it. A crash loses what an interval counted.
 */
package dev.claviger.gateway.usage;
