/** Where a tenant's people sign in, beside their passwords or instead of them: the page on which an administrator says so. */
package dev.claviger.credential.console.people.provider;
