/** Whether a secret that a newer one has replaced can go, and why or why not. */
package dev.claviger.credential.retirement;
