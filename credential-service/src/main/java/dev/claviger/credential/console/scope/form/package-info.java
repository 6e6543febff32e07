/** Making, changing and deleting a scope, for who administers the platform: the pages, and what was typed. */
package dev.claviger.credential.console.scope.form;
