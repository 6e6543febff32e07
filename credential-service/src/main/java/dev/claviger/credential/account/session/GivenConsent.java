package dev.claviger.credential.account.session;

import java.time.Instant;
import java.util.List;

/**
 * What a person has allowed a client.
 *
 * @param subject {@code user} for tokens that stand for the person, {@code account} for those of the whole tenant
 */
public record GivenConsent(String clientId, String subject, List<String> scopes, Instant givenAt) {
}
