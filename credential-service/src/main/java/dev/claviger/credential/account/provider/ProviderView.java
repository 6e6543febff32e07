package dev.claviger.credential.account.provider;

import java.time.Instant;
import java.util.List;


/** A provider as callers see it: that there is a secret, and never which. */
public record ProviderView(String issuer, String name, String clientId, boolean hasClientSecret, List<String> scopes, String claim, boolean createPeople, String passwords,
        Instant createdAt) {

    static ProviderView of(RegisteredProvider provider) {
        return new ProviderView(provider.issuer, provider.name, provider.clientId, provider.sealedSecret != null, List.copyOf(provider.scopes), provider.claim,
                provider.createPeople, provider.passwords, provider.createdAt);
    }
}
