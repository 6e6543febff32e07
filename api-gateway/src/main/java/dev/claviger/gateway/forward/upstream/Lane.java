package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.follow.Environment;

/** What one environment has of an event loop: its places, and its upstreams and how they fare. */
public final class Lane {

    private final Environment environment;
    private final Bulkhead places;
    private final Bulkhead tokenPlaces;
    private final Bulkhead sockets;
    private final Rotation upstreams;
    private boolean used;

    Lane(Environment environment, Bulkhead places, Bulkhead tokenPlaces, Bulkhead sockets, Rotation upstreams) {
        this.environment = environment;
        this.places = places;
        this.tokenPlaces = tokenPlaces;
        this.sockets = sockets;
        this.upstreams = upstreams;
    }

    public Bulkhead places() {
        return places;
    }

    /** Apart, so that a token-service that hangs does not hold the places of those who have their token. */
    public Bulkhead tokenPlaces() {
        return tokenPlaces;
    }

    /** Of WebSockets, which leave their place among the requests but not the environment. */
    public Bulkhead sockets() {
        return sockets;
    }

    public Rotation upstreams() {
        return upstreams;
    }

    Environment environment() {
        return environment;
    }

    void use() {
        used = true;
    }

    /** @return whether nothing is under way and nobody has come since this was last asked */
    boolean isIdle() {
        boolean idle = !used && places.isEmpty() && tokenPlaces.isEmpty() && sockets.isEmpty();
        used = false;
        return idle;
    }
}
