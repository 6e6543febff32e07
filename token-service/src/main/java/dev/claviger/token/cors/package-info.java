/**
 * Pages of other origins (Fetch §3.2) that ask from within a browser: those that a client has registered may read what its requests are answered, always
 * without credentials of the browser's.
 */
package dev.claviger.token.cors;
