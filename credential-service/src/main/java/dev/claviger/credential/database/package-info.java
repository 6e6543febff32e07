/** How this service speaks to PostgreSQL. */
package dev.claviger.credential.database;
