package dev.claviger.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once snapshot, keys and routes were held, until shutdown. A stale feed shows in the data and not in the status: it is
 * stale for all replicas at once, and none of them would be left.
 */
@Readiness
@ApplicationScoped
public class GatewayReadiness implements HealthCheck {

    private final GatewayApplication application;

    GatewayReadiness(GatewayApplication application) {
        this.application = application;
    }

    @Override
    public HealthCheckResponse call() {
        return of(application.parts());
    }

    static HealthCheckResponse of(Parts parts) {
        boolean held = parts.snapshots().isHeld() && parts.jwks().areHeld() && parts.routes().areHeld();
        HealthCheckResponseBuilder health = HealthCheckResponse.named("gateway").status(held && !parts.exchanges().areDraining())
                .withData("snapshot", parts.snapshots().isHeld()).withData("feed", parts.snapshots().status().name().toLowerCase(Locale.ROOT))
                .withData("feed_stale", parts.snapshots().isStale()).withData("feed_position", parts.snapshots().position())
                .withData("keys", parts.jwks().size()).withData("routes", parts.routes().size())
                .withData("draining", parts.exchanges().areDraining());
        if (parts.snapshots().isHeld()) {
            health.withData("feed_age_seconds", parts.snapshots().age().toSeconds());
        }
        parts.routes().problem().ifPresent(problem -> health.withData("routes_refused", problem.report()).withData("routes_refused_since", problem.since().toString()));
        if (!parts.routes().unknownScopes().isEmpty()) {
            health.withData("routes_unknown_scopes", String.join("\n", parts.routes().unknownScopes()));
        }
        parts.certificates().problem().ifPresent(problem -> health.withData("certificates_refused", problem));
        parts.limiters().storeIsReached().ifPresent(reached -> health.withData("limits_store_reached", reached));
        return health.build();
    }
}
