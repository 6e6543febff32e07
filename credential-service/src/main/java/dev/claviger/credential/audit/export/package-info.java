/** The trail, or a part of it, as a file: written while it is read, and noted in the trail itself. */
package dev.claviger.credential.audit.export;
