/** What every service does at its start, whatever it is for. Knows no service, and holds nothing that runs on after the start. */
package dev.claviger.start;
