package dev.claviger.token.grant;

import dev.claviger.contract.VerifiedClient;
import dev.claviger.token.error.OAuthException;

/** What entitles to a token (RFC 6749 §1.3). */
public enum GrantType {
    AUTHORIZATION_CODE("authorization_code"),
    CLIENT_CREDENTIALS("client_credentials"),
    REFRESH_TOKEN("refresh_token");

    private final String value;

    GrantType(String value) {
        this.value = value;
    }

    /** @throws OAuthException unsupported_grant_type (RFC 6749 §5.2) */
    public static GrantType of(String value) {
        for (GrantType type : values()) {
            if (type.value.equals(value)) {
                return type;
            }
        }
        throw OAuthException.unsupportedGrantType();
    }

    boolean isRegisteredFor(VerifiedClient client) {
        return client.grantTypes().contains(value);
    }

    public String value() {
        return value;
    }
}
