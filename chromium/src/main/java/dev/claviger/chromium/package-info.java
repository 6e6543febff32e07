/** The browser of this machine, for tests of pages. Nothing that ships depends on it. */
package dev.claviger.chromium;
