package dev.claviger.relyingparty;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider knows this program as.
 *
 * @param issuer       the provider's, character by character as its metadata and tokens name it
 * @param clientSecret none for a public client, which PKCE alone protects
 * @param redirectUri  where the provider sends the browser back to, registered there
 * @param scopes       asked for; {@code openid} is always among them
 */
public record Registration(URI issuer, String clientId, Optional<String> clientSecret, URI redirectUri, Set<String> scopes) {

    public Registration {
        scopes = Set.copyOf(scopes);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "Registration[" + clientId + " at " + issuer + "]";
    }
}
