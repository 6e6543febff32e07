/** What {@code ./claviger} answers at once: an access token, what a secret says of itself, that a restored database is the truth now. */
package dev.claviger.quickstart.command;
