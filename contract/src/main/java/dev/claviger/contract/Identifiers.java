package dev.claviger.contract;

import java.security.SecureRandom;

/** Fresh identifiers: 22 base62 digits, 131 random bits, so they need no registry to be unique. */
public final class Identifiers {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int WIDTH = 22;

    private Identifiers() {
    }

    public static ClientId newClientId() {
        return new ClientId(Base62.random(RANDOM, WIDTH));
    }

    public static CredentialId newCredentialId() {
        return new CredentialId(Base62.random(RANDOM, WIDTH));
    }

    public static ApiKeyId newApiKeyId() {
        return new ApiKeyId(Base62.random(RANDOM, WIDTH));
    }

    public static GrantId newGrantId() {
        return new GrantId(Base62.random(RANDOM, WIDTH));
    }

    /** A token identifier {@code jti} (RFC 7519 §4.1.7). */
    public static String newTokenId() {
        return Base62.random(RANDOM, WIDTH);
    }
}
