/** The console: what the admin API does, in a browser, for people who administer. It has no rules of its own. */
package dev.claviger.credential.console;
