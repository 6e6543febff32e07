/** The event feed and many who follow it. */
package dev.claviger.benchmarks.feed;
