/** Who is signed in to the console: from the provider's answer to the request of a page, and out again. */
package dev.claviger.credential.console.session;
