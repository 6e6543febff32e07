package dev.claviger.token;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.RefreshRule;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.VerifiedClient;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A client with its secret in clear, as its owner has it. */
public record TestClient(VerifiedClient record, ClientSecret secret) {

    public static TestClient of(String tenant, String environment, String... scopes) {
        TenantId tenantId = new TenantId(tenant);
        EnvironmentName name = new EnvironmentName(environment);
        ClientSecret secret = ClientSecret.generate(name, Identifiers.newCredentialId());
        return new TestClient(new VerifiedClient(tenantId, name, Identifiers.newClientId(), secret.credential(),
                EnvironmentRecord.defaultAudience(tenantId, name), Scopes.of(scopes), List.of(), List.of("client_credentials"),
                Duration.ofMinutes(30), Optional.empty(), new RefreshRule(Duration.ofDays(30), true, false)), secret);
    }

    public TestClient withGrantTypes(String... grantTypes) {
        return with(record.audience(), record.scopes(), record.establishments(), List.of(grantTypes), record.secretExpiresAt());
    }

    /** May refresh, by this rule. */
    public TestClient withRefresh(Duration lifetime, boolean rotation, boolean endsEarlierTokens) {
        VerifiedClient old = withGrantTypes("client_credentials", "refresh_token").record;
        return new TestClient(new VerifiedClient(old.tenant(), old.environment(), old.client(), old.credential(), old.audience(), old.scopes(),
                old.establishments(), old.grantTypes(), old.accessTokenLifetime(), old.secretExpiresAt(),
                new RefreshRule(lifetime, rotation, endsEarlierTokens)), secret);
    }

    /** The same client with one more secret. */
    public TestClient withAnotherSecret() {
        ClientSecret other = ClientSecret.generate(record.environment(), Identifiers.newCredentialId());
        return new TestClient(new VerifiedClient(record.tenant(), record.environment(), record.client(), other.credential(), record.audience(),
                record.scopes(), record.establishments(), record.grantTypes(), record.accessTokenLifetime(), record.secretExpiresAt(),
                record.refresh()), other);
    }

    public TestClient withEstablishments(String... establishments) {
        return with(record.audience(), record.scopes(), List.of(establishments), record.grantTypes(), record.secretExpiresAt());
    }

    public TestClient withAudience(String audience) {
        return with(audience, record.scopes(), record.establishments(), record.grantTypes(), record.secretExpiresAt());
    }

    public TestClient withScopes(String... scopes) {
        return with(record.audience(), Scopes.of(scopes), record.establishments(), record.grantTypes(), record.secretExpiresAt());
    }

    public TestClient withSecretUntil(Instant end) {
        return with(record.audience(), record.scopes(), record.establishments(), record.grantTypes(), Optional.of(end));
    }

    private TestClient with(String audience, Scopes scopes, List<String> establishments, List<String> grantTypes, Optional<Instant> end) {
        return new TestClient(new VerifiedClient(record.tenant(), record.environment(), record.client(), record.credential(), audience,
                scopes, establishments, grantTypes, record.accessTokenLifetime(), end, record.refresh()), secret);
    }

    public String id() {
        return record.client().value();
    }

    public String basic() {
        return basic(id(), secret.reveal());
    }

    public static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
