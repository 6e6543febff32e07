/** For each scope, who of a tenant's clients has it, by itself or by what implies it, and who needs it. */
package dev.claviger.credential.narrowing.holder;
