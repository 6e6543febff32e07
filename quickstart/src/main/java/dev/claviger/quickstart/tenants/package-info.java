/** More tenants of the demo, each as one of the systems whose clients must work would have it: data, and the file their client gets. */
package dev.claviger.quickstart.tenants;
