package dev.claviger.credential.account.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a person has allowed a client.
 *
 * @param subject {@code user} for tokens that stand for the person, {@code account} for those of the whole tenant
 */
public record GivenConsent(String clientId, String subject, List<String> scopes, Instant givenAt) {

    public GivenConsent {
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(scopes);
        Objects.requireNonNull(givenAt);
    }
}
