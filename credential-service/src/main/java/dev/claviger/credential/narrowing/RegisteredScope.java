package dev.claviger.credential.narrowing;

import java.time.LocalDate;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How a client used one of the scopes it is registered for.
 *
 * @param requests that needed it at gateways
 * @param lastOn   null when there was none
 */
public record RegisteredScope(String name, Use use, long requests, LocalDate lastOn) {

    /** In what way. */
    public enum Use {
        /** A route asked for it. */
        @JsonProperty("needed") NEEDED,
        /** Only what it implies was asked for. */
        @JsonProperty("implied") IMPLIED,
        @JsonProperty("unused") UNUSED,
        /** No gateway asks for scopes of its kind. */
        @JsonProperty("not_seen") NOT_SEEN
    }
}
