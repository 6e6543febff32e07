package dev.claviger.gateway.observe.trace;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where spans go. */
@ConfigMapping(prefix = "claviger.traces")
public interface TracesConfig {

    /**
     * Base URL of an OpenTelemetry collector (OTLP over HTTP with protobuf, {@code /v1/traces} is appended), such as {@code http://collector:4318}. The standard
     * {@code OTEL_EXPORTER_OTLP_ENDPOINT} does as well. Without either, no spans are made.
     */
    @WithDefault("${otel.exporter.otlp.endpoint:}")
    Optional<URI> otlpEndpoint();

    /** How many of the traces that begin here are recorded, from 0 to 1. Where the caller's trace is continued, the caller's choice counts. */
    @WithDefault("1")
    double sampleRatio();

    /** How long spans are gathered before they are sent together. When more than 2,048 wait, further ones are dropped. */
    @WithDefault("PT5S")
    Duration interval();
}
