/** How often somebody did something in the current minute, at this replica, and how often is enough. */
package dev.claviger.token.limit;
