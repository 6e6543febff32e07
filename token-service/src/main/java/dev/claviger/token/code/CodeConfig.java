package dev.claviger.token.code;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.time.Duration;

/** How authorization codes live. */
@ConfigMapping(prefix = "claviger.code")
public interface CodeConfig {

    /** How long a client has to exchange an authorization code. From PT10S to PT10M, which is the most RFC 6749 §4.1.2 recommends. */
    @WithDefault("PT5M")
    Duration lifetime();

    /** How many codes one person may have issued in a minute at each replica; beyond, the client is answered temporarily_unavailable. */
    @WithDefault("60")
    int perPersonAndMinute();
}
