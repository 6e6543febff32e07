package dev.claviger.credential.admin;

/** Where token-service is reached from here, which may be by another name than the public one: where its keys are read. */
public final class TokenServiceAddress {

    private static final String KEYS = "/oauth2/jwks";

    private TokenServiceAddress() {
    }

    /** Scheme, host and perhaps a path, without a slash at its end; the issuer where keys are read elsewhere than at token-service. */
    public static String of(AdminConfig config) {
        String keys = config.jwksUrl().toString();
        return keys.endsWith(KEYS) ? keys.substring(0, keys.length() - KEYS.length()) : config.issuer().replaceAll("/+$", "");
    }
}
