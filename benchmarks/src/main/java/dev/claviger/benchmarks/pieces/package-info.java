/** Measurements of single methods, for finding out which change made a difference. What a request costs as a whole is measured elsewhere. */
package dev.claviger.benchmarks.pieces;
