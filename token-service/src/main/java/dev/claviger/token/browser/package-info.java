/** Browsers, known again by a cookie, and forms that are known to come from a page of ours in that same browser. */
package dev.claviger.token.browser;
