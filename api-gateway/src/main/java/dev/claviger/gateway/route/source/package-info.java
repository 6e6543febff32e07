/** Where rules come from: the files, the table they mean together, and its reload while serving. */
package dev.claviger.gateway.route.source;
