package dev.claviger.credential.lifetime;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Lifetimes of tokens for the whole installation. */
@ConfigMapping(prefix = "claviger.tokens")
public interface TokensConfig {

    /** How long an access token lives when neither its client nor its tenant says otherwise. */
    @WithDefault("PT30M")
    Duration accessTokenLifetime();

    /** How long a refresh token lives when neither its client nor its tenant says otherwise. */
    @WithDefault("P30D")
    Duration refreshTokenLifetime();

    /** The longest access-token lifetime anybody may set. Revocations are kept this long, and gateways refuse tokens made to live longer. */
    @WithDefault("P1D")
    Duration maxAccessTokenLifetime();

    /**
     * The longest refresh-token lifetime anybody may set; longer ones set earlier count as this. What was revoked is remembered this long
     * for grants, so lower it in two steps: first the lifetimes, then, when the last longer-lived refresh token has expired, this.
     */
    @WithDefault("P400D")
    Duration maxRefreshTokenLifetime();
}
