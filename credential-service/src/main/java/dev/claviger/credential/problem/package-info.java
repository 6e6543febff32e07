/** The one way this service says no: {@code application/problem+json} (RFC 9457), with what helps to mend the mistake. */
package dev.claviger.credential.problem;
