package dev.claviger.gateway.port;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a caller may ask of the port before anything is known of it. Durations are waited for as a whole, sizes are in bytes. */
public interface PortLimits {

    /** All headers of a request together; beyond it 431. A request line may have 4 KiB beside them. */
    @WithDefault("8192")
    int headerBytes();

    /** How many headers a request may have over HTTP/1.1; beyond it 431. Over HTTP/2 each counts 32 bytes more than it has (RFC 9113 §6.5.2). */
    @WithDefault("100")
    int headers();

    /** How long the head of a request may take to arrive; then 408. */
    @WithDefault("PT10S")
    Duration headTimeout();

    /** Bytes of a request's body; beyond it 413, at once when its length says so. 0: no limit. */
    @WithDefault("104857600")
    long bodyBytes();

    /** How long nothing of a request's body may arrive; then 408. */
    @WithDefault("PT30S")
    Duration bodyTimeout();

    /**
     * Bytes of a request's body that must come in a second, on the whole and beyond the first {@code body-timeout}; then 408. A trickle would hold its
     * place at an upstream for ever. Only the time is counted in which the caller is awaited, and none once an answer has begun. 0: any rate.
     */
    @WithDefault("240")
    long bodyRate();

    /**
     * How long a connection may be idle before it is closed; never shorter than an upstream may take to answer. As long may a caller take nothing of an answer that
     * waits for it; then the answer breaks off.
     */
    @WithDefault("PT75S")
    Duration idleTimeout();

    /** Callers' connections at once, of all event loops; further ones are closed as they come. */
    @WithDefault("20000")
    int connections();

    /** Requests at once on one HTTP/2 connection. */
    @WithDefault("100")
    int streams();
}
