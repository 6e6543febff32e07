package dev.claviger.token.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much revoking is borne. */
@ConfigMapping(prefix = "claviger.revocation")
public interface RevocationConfig {

    /**
     * How many of its own tokens a client may end in a minute at each replica, by revoking them or by refreshing where that ends the earlier access
     * token; beyond, it is answered 429. Every gateway keeps each of them in memory until the token would have expired.
     */
    @WithDefault("600")
    int perClientAndMinute();
}
