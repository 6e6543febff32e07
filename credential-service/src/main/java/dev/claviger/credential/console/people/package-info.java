/** The console's room for a tenant's people: who is there, what they may do, where they are signed in and what they have allowed. */
package dev.claviger.credential.console.people;
