/** Making and changing an environment. */
package dev.claviger.credential.console.environment.form;
