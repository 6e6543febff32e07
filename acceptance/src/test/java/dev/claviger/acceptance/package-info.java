/**
 * What Claviger promises, shown from outside: three real processes, HTTP, and nothing known of their insides. One
 * installation serves the whole test run; every test makes the tenants and clients it needs.
 */
package dev.claviger.acceptance;
