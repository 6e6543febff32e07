/**
 * From what is asked to a permit, step by step. The steps are here once: for requests, and for operators who want a decision explained.
 */
package dev.claviger.gateway.decide;
