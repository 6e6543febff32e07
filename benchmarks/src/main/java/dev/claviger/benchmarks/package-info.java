/**
 * Measurements of the real processes. Figures are printed, never asserted: machines differ, and so do their neighbours.
 * What can be compared is what was measured in the same run.
 */
package dev.claviger.benchmarks;
