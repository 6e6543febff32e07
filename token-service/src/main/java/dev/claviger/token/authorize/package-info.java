/**
 * The authorization request (RFC 6749 §4.1.1): read, judged and answered. What happens in between, sign-in and consent, is other rooms'
 * work; {@code endpoint/AuthorizationEndpoint} tells the whole story. Nothing of a request is kept anywhere: it travels in the URL, and
 * is judged anew at every step.
 */
package dev.claviger.token.authorize;
