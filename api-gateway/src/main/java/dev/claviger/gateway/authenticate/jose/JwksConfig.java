package dev.claviger.gateway.authenticate.jose;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When the issuer's keys are read again. */
@ConfigMapping(prefix = "claviger.jwks")
public interface JwksConfig {

    /** How often the keys are read again. A key that is no longer published stops verifying after at most this long. */
    @WithDefault("PT1M")
    Duration refreshInterval();

    /** How often, at most, a token with an unknown key id makes the gateway read the keys again. */
    @WithDefault("PT5S")
    Duration minRefetchInterval();
}
