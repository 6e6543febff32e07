/**
 * Why a request is let through or not, for operators: the decision itself is run, and what it refuses with is told together with how to mend it.
 * What is asked about stands in a request's body and in no log, and a token is never repeated.
 */
package dev.claviger.gateway.explain;
