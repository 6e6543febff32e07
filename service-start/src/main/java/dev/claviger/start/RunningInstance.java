package dev.claviger.start;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What a replica says of itself in its metrics: which build runs under which profile, what its clock shows, and each setting a production profile would not start
 * with. Under that profile there is none of these, but for what an operator allowed by name.
 */
@ApplicationScoped
class RunningInstance {

    private final SettingsReview review;
    private final MeterRegistry meters;
    private final Clock clock = Clock.systemUTC();
    private final String application;
    private final String version;

    @Inject
    RunningInstance(SettingsReview review, MeterRegistry meters, @ConfigProperty(name = "quarkus.application.name") String application,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.review = review;
        this.meters = meters;
        this.application = application;
        this.version = version;
    }

    void announce(@Observes StartupEvent started) {
        Gauge.builder("claviger.build.info", () -> 1).tag("application", application).tag("version", version).tag("profile", String.join(",", ConfigUtils.getProfiles()))
                .description("Always 1: which build runs").register(meters);
        Gauge.builder("claviger.clock.seconds", () -> clock.millis() / 1000.0).description("This replica's wall clock, since 1970").register(meters);
        Stream.of(review.refusals(true), review.allowed()).flatMap(refusals -> refusals.told().stream()).map(RunningInstance::setting).distinct()
                .forEach(setting -> Gauge.builder("claviger.setting.unsafe", () -> 1).tag("setting", setting).description("A setting that is not fit for production").register(meters));
    }

    /** A refusal begins with the setting it is about. */
    private static String setting(String refusal) {
        return refusal.substring(0, refusal.indexOf(' '));
    }
}
