package dev.claviger.credential.console.signin;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** What becomes of sign-ins to the console. All outcomes are told from the start, so that the first of its kind can be seen. */
@Startup
@Singleton
class SignInMetrics {

    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    SignInMetrics(MeterRegistry meters) {
        for (Outcome outcome : Outcome.values()) {
            counters.put(outcome, Counter.builder("claviger_console_sign_ins").tag("outcome", outcome.name().toLowerCase(Locale.ROOT)).description("Sign-ins to the console").register(meters));
        }
    }

    void count(Outcome outcome) {
        counters.get(outcome).increment();
    }

    /** What could not be tried because of the provider. */
    void countFailure(Throwable failure) {
        count(failure instanceof ProviderBusy ? Outcome.BUSY : Outcome.PROVIDER_UNREACHABLE);
    }

    /** Values of the label {@code outcome}, in small letters. */
    enum Outcome {
        SUCCESS,
        /** By the provider, or its answer was not to be believed. */
        REFUSED,
        /** The provider vouches for somebody who is nobody here, or may not sign in. */
        NOBODY,
        /** An answer to what this browser did not ask, or too long ago. */
        NOT_BEGUN_HERE,
        PROVIDER_UNREACHABLE,
        /** Too many sign-ins waited for the provider already. */
        BUSY
    }
}
