/** The way into the console and out again: by an OpenID provider, which is token-service unless another one is configured. */
package dev.claviger.credential.console.signin;
