/** What issuing a token costs, beside the two things that cannot be left out: a signature and an HTTP request. */
package dev.claviger.benchmarks.tokens;
