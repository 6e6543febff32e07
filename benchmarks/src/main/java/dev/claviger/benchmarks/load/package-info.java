/** Putting load on one server at a time, and reading what it cost that server's process. Everything here must cost less than what it measures. */
package dev.claviger.benchmarks.load;
