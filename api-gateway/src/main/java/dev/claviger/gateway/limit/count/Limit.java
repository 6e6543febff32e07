package dev.claviger.gateway.limit.count;

import dev.claviger.contract.RateLimit;

/** One of the limits a request counts against. */
public record Limit(CounterKey key, RateLimit rate) {

    /** As a member of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers-11): quota and window in seconds. */
    public void appendPolicy(StringBuilder text) {
        text.append('"').append(key.scope().label()).append("\";q=").append(rate.requests()).append(";w=").append(rate.per().toSeconds());
    }
}
