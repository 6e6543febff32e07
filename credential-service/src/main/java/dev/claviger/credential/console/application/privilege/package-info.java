/** Least privilege: which of its scopes an application needs, what fewer would have refused, and the step to fewer and back. */
package dev.claviger.credential.console.application.privilege;
