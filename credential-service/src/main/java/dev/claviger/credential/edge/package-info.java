/** What every resource shares at the HTTP edge: strict JSON bodies, pages, entity tags. */
package dev.claviger.credential.edge;
