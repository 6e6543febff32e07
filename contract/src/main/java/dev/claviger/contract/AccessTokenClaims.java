package dev.claviger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The claims of an access token (RFC 9068 §2.2, RFC 8693 §4.2 and §4.3 for {@code scope} and {@code client_id}),
 * the claims Claviger adds, and the names of both.
 *
 * @param subject        {@code sub}: the client itself, or the person it acts for
 * @param audience       {@code aud}: exactly one, that of the client's environment
 * @param credential     which client secret obtained the token, so that revoking one of two ends exactly its tokens
 * @param grant          the grant the token belongs to, where there is one
 * @param tokenId        {@code jti}
 * @param position       {@code pos}: the feed position the issuer had applied; a revocation after it covers the token
 * @param establishments the business establishments the client is limited to; empty when it is not
 * @param signIn         {@code auth_time} and {@code acr}, where a person signed in
 */
public record AccessTokenClaims(String issuer, String subject, String audience, ClientId client, TenantId tenant,
        EnvironmentName environment, CredentialId credential, Optional<GrantId> grant, Scopes scopes, String tokenId,
        Instant issuedAt, Instant expiresAt, long position, List<String> establishments, Optional<SignIn> signIn) {

    /** Header parameter {@code typ} of an access token (RFC 9068 §2.1). */
    public static final String TYPE = "at+jwt";
    /** The only audience the admin API accepts, and one that no gateway does. */
    public static final String ADMIN_AUDIENCE = "urn:claviger:admin";

    public static final String SCOPE = "scope";
    public static final String CLIENT_ID = "client_id";
    public static final String TENANT = "tenant";
    public static final String ENVIRONMENT = "env";
    public static final String CREDENTIAL_ID = "credential_id";
    public static final String GRANT_ID = "grant_id";
    public static final String POSITION = "pos";
    public static final String ESTABLISHMENTS = "establishments";

    /** How far clocks of one installation may differ: allowed on {@code exp}, {@code nbf} and {@code iat} everywhere. */
    public static final Duration CLOCK_SKEW = Duration.ofSeconds(5);

    public AccessTokenClaims {
        establishments = List.copyOf(establishments);
    }

    /** Without a person. */
    public AccessTokenClaims(String issuer, String subject, String audience, ClientId client, TenantId tenant,
            EnvironmentName environment, CredentialId credential, Optional<GrantId> grant, Scopes scopes, String tokenId,
            Instant issuedAt, Instant expiresAt, long position, List<String> establishments) {
        this(issuer, subject, audience, client, tenant, environment, credential, grant, scopes, tokenId, issuedAt, expiresAt, position,
                establishments, Optional.empty());
    }

    /** Names the token without being it: enough to find it in the audit, useless to an attacker. */
    @Override
    public String toString() {
        return "access token " + tokenId + " of client " + client + " in " + tenant + "/" + environment;
    }
}
