/** The database as requests use it. Signing keys and migrations, which are allowed to block, go past this room. */
package dev.claviger.token.database;
