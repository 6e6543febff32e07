/** {@code ./claviger demo} and {@code ./claviger up}: a whole Claviger on this machine, and the story of one credential. */
package dev.claviger.quickstart;
