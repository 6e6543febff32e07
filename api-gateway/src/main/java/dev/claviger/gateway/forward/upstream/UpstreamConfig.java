package dev.claviger.gateway.forward.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How upstreams are talked to. */
@ConfigMapping(prefix = "claviger.upstream")
public interface UpstreamConfig {

    /** How long connecting may take; then the next upstream is tried, and without one it is 504. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** How long an upstream may take from the end of the request to the first byte of its answer; then 504; the same while it takes in a body and nothing moves. */
    @WithDefault("PT30S")
    Duration responseTimeout();

    /**
     * How long an upstream may pause within an answer; then the answer is cut off. Raise it for server-sent events whose upstream sends nothing, not even
     * a comment, for longer.
     */
    @WithDefault("PT1M")
    Duration idleTimeout();

    /**
     * Addresses and CIDR ranges upstreams may have although they are refused by default: loopback, link-local, unspecified, multicast, and where clouds
     * keep their metadata. Private ranges need not be named. The gateway's own ports are refused at any address.
     */
    Optional<List<String>> allowedNetworks();

    /**
     * Requests under way per environment and event loop, and with HTTP/1.1 as many connections. Four times as many may wait for their turn; beyond that 503.
     * An event stream is under way as long as it lives; a WebSocket leaves its place once it is up.
     */
    @WithDefault("64")
    int poolSize();

    /** WebSockets at once per environment and event loop; beyond it 503. */
    @WithDefault("1000")
    int websockets();

    /**
     * How long a connection is kept without a request, unless the upstream says how long it will ({@code Keep-Alive: timeout=}). Should be less than the
     * upstreams' own time: many servers close after five seconds.
     */
    @WithDefault("PT4S")
    Duration keepAlive();

    /** How long a connection takes further requests, so that upstreams behind one balanced address all get their share. */
    @WithDefault("PT5M")
    Duration connectionLifetime();

    /** Whether https upstreams may choose HTTP/2 (ALPN, RFC 7301). {@code h2c://} upstreams are always spoken to in HTTP/2. */
    @WithDefault("false")
    boolean http2();

    /** PEM file with the certificate authorities believed for https upstreams; the JDK's without it. */
    Optional<Path> trustFile();

    /**
     * What the gateway calls itself in {@code Via} (RFC 9110 §7.6.3); a request that names it there three times goes in circles and is answered 508.
     * Installations that are chained need different ones.
     */
    @WithDefault("claviger")
    String via();

    /** When one of several upstreams is left out for a while. */
    Ejection ejection();

    /** Whether upstreams are asked how they are. */
    Health health();

    /** When one of several upstreams is left out for a while. An environment's only upstream never is. */
    interface Ejection {

        /** So many failures one after another: no connection, none of an answer, or nothing in time. What an upstream answers, 5xx too, is no failure. */
        @WithDefault("5")
        int failures();

        /** How long; doubled each time the request that tries it again fails too. */
        @WithDefault("PT10S")
        Duration time();

        /** How long at most. */
        @WithDefault("PT5M")
        Duration longestTime();
    }

    /** Whether upstreams are asked how they are: those of environments with several, while the environment has requests. */
    interface Health {

        /** Path of a GET that each upstream answers with 2xx while it wants requests (a redirect is not followed); without any, upstreams are judged by their answers to requests alone. */
        Optional<String> path();

        /** How often each event loop asks. Two wrong answers in a row leave the upstream out until there is a right one. */
        @WithDefault("PT10S")
        Duration interval();
    }
}
