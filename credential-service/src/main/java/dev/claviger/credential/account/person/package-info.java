/** Who there is: people of a tenant, what they may, and what follows when that changes. */
package dev.claviger.credential.account.person;
