package dev.claviger.gateway.follow;

import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An environment as requests need it. */
public final class Environment {

    /** Among the CORS origins: stands for every one. */
    public static final String ANY_ORIGIN = "*";

    private final EnvironmentRecord recorded;
    private final List<Origin> upstreams;
    private final Set<String> tokenPaths;
    private final Set<String> corsOrigins;
    private final EnvironmentLimits limits;
    private final EnvironmentKey key;

    public Environment(EnvironmentRecord recorded) {
        this.recorded = recorded;
        this.upstreams = recorded.upstreams().stream().map(Origin::of).flatMap(Optional::stream).toList();
        this.tokenPaths = Set.copyOf(recorded.tokenPaths());
        this.corsOrigins = Set.copyOf(recorded.corsOrigins());
        this.limits = recorded.limits().equals(EnvironmentLimits.NONE) ? EnvironmentLimits.NONE : recorded.limits();
        this.key = new EnvironmentKey(recorded.tenant(), recorded.name());
    }

    public TenantId tenant() {
        return recorded.tenant();
    }

    public EnvironmentName name() {
        return recorded.name();
    }

    public String audience() {
        return recorded.audience();
    }

    /** Whether every request that needs a token needs an API key of the same client as well. */
    public boolean requiresApiKey() {
        return recorded.requireApiKey();
    }

    /** Origins whose scripts may read its answers; when empty, that is left to its upstreams. */
    public Set<String> corsOrigins() {
        return corsOrigins;
    }

    /** Exactly {@link EnvironmentLimits#NONE} when there are none. */
    public EnvironmentLimits limits() {
        return limits;
    }

    List<String> hosts() {
        return recorded.hosts();
    }

    public boolean isTokenPath(String path) {
        return tokenPaths.contains(path);
    }

    /** What it is known by from one change to the next. */
    public EnvironmentKey key() {
        return key;
    }

    /** Where its requests can go, in the order recorded; empty when no usable upstream is. */
    public List<Origin> upstreams() {
        return upstreams;
    }
}
