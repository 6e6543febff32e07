/** The services' HTTP interfaces as their callers use them: one call, its answer, and the admin API made of both. */
package dev.claviger.quickstart.api;
