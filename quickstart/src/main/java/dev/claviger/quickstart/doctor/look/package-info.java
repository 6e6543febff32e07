/** What can be seen of a running installation over HTTP: answers, or why there was none, and what a replica's metrics say. */
package dev.claviger.quickstart.doctor.look;
