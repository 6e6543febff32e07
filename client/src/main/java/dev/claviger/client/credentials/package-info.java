/** Who is calling, and where that is found: environment variables, then files. */
package dev.claviger.client.credentials;
