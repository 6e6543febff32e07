package dev.claviger.token.signing;

import dev.claviger.token.error.OAuthException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The keys that sign and those that are published, always of one moment. */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final KeySource source;
    private final Duration longestTokenLifetime;
    private final Clock clock;
    private volatile KeyRing ring;

    @Inject
    SigningKeys(KeySource source, SigningConfig config, Clock clock, MeterRegistry meters) {
        this(source, config.maxTokenLifetime(), clock);
        Gauge.builder("claviger.signing.key.age.seconds", this, SigningKeys::ageSeconds)
                .description("For how long the current key has been signing").register(meters);
        double period = config.keyFiles().isPresent() ? Double.NaN : config.rotationPeriod().toSeconds();
        Gauge.builder("claviger.signing.rotation.period.seconds", () -> period)
                .description("After how long the next key takes over; NaN for keys from files, which no schedule turns").register(meters);
    }

    public SigningKeys(KeySource source, Duration longestTokenLifetime, Clock clock) {
        this.source = source;
        this.longestTokenLifetime = longestTokenLifetime;
        this.clock = clock;
    }

    /** Early among those that start, since nothing is ready without a key; a service that cannot get one does not start. */
    void start(@Observes @Priority(100) StartupEvent starting, Flyway migrations) {
        CryptoProvider.install();
        migrations.migrate();
        read();
    }

    /** @throws RuntimeException when they cannot be read */
    public void read() {
        ring = source.read(clock.instant());
    }

    /**
     * What is held goes on being used when it cannot be read: an outage of the database is none of tokens. Before the
     * start has read the first keys there is nothing to refresh; their table may not even exist.
     */
    @Scheduled(every = "5s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    public void refresh() {
        if (!isHeld()) {
            return;
        }
        try {
            read();
        } catch (RuntimeException unreadable) {
            LOG.errorf("Signing keys not refreshed, those held stay in use: %s", unreadable.getMessage());
        }
    }

    /** @throws OAuthException temporarily_unavailable before the first key is held */
    public SigningKey current() {
        return held().current(clock.instant()).getValue();
    }

    /**
     * The published key of that {@code kid}: a token signed with any other is none of ours, or has expired.
     *
     * @throws OAuthException temporarily_unavailable before the first key is held
     */
    public Optional<SigningKey> find(String id) {
        return held().find(id);
    }

    /** The JWK Set (RFC 7517 §5) as JSON text. */
    public String jwks() {
        return held().jwks();
    }

    public boolean isHeld() {
        return ring != null;
    }

    public Duration longestTokenLifetime() {
        return longestTokenLifetime;
    }

    private KeyRing held() {
        KeyRing held = ring;
        if (held == null) {
            throw OAuthException.temporarilyUnavailable();
        }
        return held;
    }

    private double ageSeconds() {
        if (!isHeld()) {
            return Double.NaN;
        }
        Instant now = clock.instant();
        Map.Entry<Instant, SigningKey> current = ring.current(now);
        return Duration.between(current.getKey(), now).toMillis() / 1000.0;
    }
}
