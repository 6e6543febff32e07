package dev.claviger.token.readiness;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a replica says of itself in its metrics: which build runs under which profile, what its clock shows, and each setting a production profile would not start
 * with. Under that profile there is none of these, but for what an operator allowed by name.
 */
@ApplicationScoped
class RunningInstance {

    private final ProductionReadiness readiness;
    private final MeterRegistry meters;
    private final Clock clock;
    private final String application;
    private final String version;

    RunningInstance(ProductionReadiness readiness, MeterRegistry meters, Clock clock, @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.readiness = readiness;
        this.meters = meters;
        this.clock = clock;
        this.application = application;
        this.version = version;
    }

    void announce(@Observes StartupEvent started) {
        Gauge.builder("claviger.build.info", () -> 1).tag("application", application).tag("version", version).tag("profile", String.join(",", ConfigUtils.getProfiles()))
                .description("Always 1: which build runs").register(meters);
        Gauge.builder("claviger.clock.seconds", () -> clock.millis() / 1000.0).description("This replica's wall clock, since 1970").register(meters);
        readiness.unfit().stream().map(RunningInstance::setting).distinct()
                .forEach(setting -> Gauge.builder("claviger.setting.unsafe", () -> 1).tag("setting", setting).description("A setting that is not fit for production").register(meters));
    }

    /** A refusal begins with the setting it is about. */
    private static String setting(String refusal) {
        return refusal.substring(0, refusal.indexOf(' '));
    }
}
