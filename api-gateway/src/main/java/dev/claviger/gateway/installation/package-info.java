/** What an installation is told once, and what it refuses to start with. */
package dev.claviger.gateway.installation;
