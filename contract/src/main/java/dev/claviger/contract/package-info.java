/**
 * What the three services agree on: identifiers, scopes, claims, the events of the feed, and the question
 * "does this secret belong to that client?" with its answer.
 *
 * <p>House rule: values only. No framework, no I/O, nothing but {@code java.*} (and {@code javax.crypto}); JSON is left to whoever
 * sends it, through {@link dev.claviger.contract.Fields}.
 */
package dev.claviger.contract;
