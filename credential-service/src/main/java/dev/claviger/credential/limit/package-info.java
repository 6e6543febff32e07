/** How much may be asked for in how long: as callers say it, and as it is kept. What is limited by it, the gateway counts. */
package dev.claviger.credential.limit;
