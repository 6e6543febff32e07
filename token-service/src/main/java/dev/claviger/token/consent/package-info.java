/** What people have allowed applications to do on their behalf. */
package dev.claviger.token.consent;
