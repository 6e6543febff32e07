package dev.claviger.token.grant;

import dev.claviger.contract.Scopes;
import dev.claviger.token.client.AuthenticatedClient;

/** Proof that a client may have a token with these scopes; only a grant type makes one. */
public sealed interface Grant permits ClientCredentialsGrant.Granted {

    AuthenticatedClient client();

    Scopes scopes();
}
