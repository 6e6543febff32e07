package dev.claviger.credential.secret;

import dev.claviger.contract.ClientSecret;

/** A new record and, for the one answer that shows it, the secret itself. */
public record MintedSecret(Credential credential, ClientSecret secret) {
}
