/** The answer to a login form. */
package dev.claviger.credential.account.signin;
