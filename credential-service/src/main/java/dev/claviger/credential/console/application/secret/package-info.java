/** What is shown once: secrets and API keys, as pages and files. */
package dev.claviger.credential.console.application.secret;
