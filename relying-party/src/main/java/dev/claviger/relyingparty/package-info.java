/**
 * Signing people in at an OpenID provider: authorization code with PKCE (OpenID Connect Core 1.0 §3.1, RFC 7636). {@link dev.claviger.relyingparty.Provider} tells
 * the story. The protocol's objects and the verification of tokens are Nimbus' OAuth 2.0 SDK; what is here decides what is asked, trusted and waited for.
 *
 * <p>Everything blocks, within {@link dev.claviger.relyingparty.ProviderCalls}' bounds: callers stay off the event loop.
 */
package dev.claviger.relyingparty;
