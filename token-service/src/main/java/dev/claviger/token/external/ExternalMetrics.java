package dev.claviger.token.external;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.util.Locale;

/** How sign-ins at tenants' providers end. Not by tenant: there may be thousands. */
@Startup
@ApplicationScoped
class ExternalMetrics {

    private static final String NAME = "claviger.external.logins";

    private final MeterRegistry meters;

    @Inject
    ExternalMetrics(MeterRegistry meters) {
        this.meters = meters;
        for (Outcome outcome : Outcome.values()) {
            meters.counter(NAME, "outcome", outcome.toString());
        }
    }

    void count(Outcome outcome) {
        meters.counter(NAME, "outcome", outcome.toString()).increment();
    }

    /** What became of one. */
    enum Outcome {
        SIGNED_IN,
        /** At the provider somebody, and here nobody who may sign in. */
        UNKNOWN,
        /** The provider said no. */
        DENIED,
        /** What it answered proves nobody. */
        REFUSED,
        UNREACHABLE,
        BUSY,
        /** An answer to nothing that this browser has begun. */
        STALE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
