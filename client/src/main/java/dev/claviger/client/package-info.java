/**
 * Calling an API behind Claviger, or behind a Lucidtech-shaped authorization server: {@link dev.claviger.client.ClavigerClient} finds the
 * credentials, keeps an access token and sends requests with it.
 */
package dev.claviger.client;
