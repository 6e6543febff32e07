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
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that sign and those that are published, always of one moment. */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    private final KeySources sources;
    private final Duration longestTokenLifetime;
    private final Clock clock;
    private volatile Held held;

    @Inject
    SigningKeys(KeySources sources, SigningConfig config, Clock clock, MeterRegistry meters) {
        this(sources, config.maxTokenLifetime(), clock);
        Gauge.builder("claviger.signing.key.age.seconds", this, keys -> keys.ageSeconds(keys.held == null ? KeyRing.empty() : keys.held.accessTokens))
                .description("For how long the current key has been signing").register(meters);
        SigningAlgorithm.OF_ID_TOKENS.forEach(algorithm -> Gauge.builder("claviger.signing.id.token.key.age.seconds", this, keys -> keys.ageSeconds(keys.idTokens(algorithm)))
                .tag("algorithm", algorithm.name()).description("For how long the current key of ID tokens has been signing; NaN where there is none").register(meters));
        double period = config.keyFiles().isPresent() ? Double.NaN : config.rotationPeriod().toSeconds();
        Gauge.builder("claviger.signing.rotation.period.seconds", () -> period)
                .description("After how long the next key takes over; NaN for keys from files, which no schedule turns").register(meters);
    }

    public SigningKeys(KeySource accessTokens, Duration longestTokenLifetime, Clock clock) {
        this(new KeySources(accessTokens, Map.of()), longestTokenLifetime, clock);
    }

    public SigningKeys(KeySources sources, Duration longestTokenLifetime, Clock clock) {
        this.sources = sources;
        this.longestTokenLifetime = longestTokenLifetime;
        this.clock = clock;
    }

    /** Early among those that start, since nothing is ready without a key; a service that cannot get one does not start. */
    void start(@Observes @Priority(100) StartupEvent starting, Flyway migrations) {
        CryptoProvider.install();
        migrations.migrate();
        read();
        SigningAlgorithm.OF_ID_TOKENS.stream().filter(algorithm -> idTokens(algorithm).isEmpty()).forEach(algorithm -> LOG.warnf(
                "No ID token can be signed with %s: claviger.signing.key-files has no such key, and without claviger.signing.encryption-key none can be stored", algorithm));
    }

    /** @throws RuntimeException when they cannot be read */
    public void read() {
        Instant now = clock.instant();
        Map<SigningAlgorithm, KeyRing> idTokens = new EnumMap<>(SigningAlgorithm.class);
        sources.idTokens().forEach((algorithm, source) -> idTokens.put(algorithm, source.read(now)));
        held = Held.of(sources.accessTokens().read(now), idTokens);
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
        return held().accessTokens.current(clock.instant()).getValue();
    }

    /**
     * What signs ID tokens with this algorithm now; empty where there is no such key.
     *
     * @throws OAuthException temporarily_unavailable before the first key is held
     */
    public Optional<SigningKey> ofIdTokens(SigningAlgorithm algorithm) {
        held();
        KeyRing ring = idTokens(algorithm);
        return ring.isEmpty() ? Optional.empty() : Optional.of(ring.current(clock.instant()).getValue());
    }

    /** The published key of that {@code kid} among those that sign ID tokens. */
    public Optional<SigningKey> findOfIdTokens(String id) {
        return held().idTokens.values().stream().flatMap(ring -> ring.find(id).stream()).findFirst();
    }

    /**
     * The published key of that {@code kid} among those that sign access tokens: a token signed with any other is none of ours, or has expired.
     *
     * @throws OAuthException temporarily_unavailable before the first key is held
     */
    public Optional<SigningKey> find(String id) {
        return held().accessTokens.find(id);
    }

    /** The JWK Set (RFC 7517 §5) as JSON text. */
    public String jwks() {
        return held().jwks;
    }

    public boolean isHeld() {
        return held != null;
    }

    public Duration longestTokenLifetime() {
        return longestTokenLifetime;
    }

    private Held held() {
        Held now = held;
        if (now == null) {
            throw OAuthException.temporarilyUnavailable();
        }
        return now;
    }

    private KeyRing idTokens(SigningAlgorithm algorithm) {
        Held now = held;
        return now == null ? KeyRing.empty() : now.idTokens.getOrDefault(algorithm, KeyRing.empty());
    }

    private double ageSeconds(KeyRing ring) {
        Instant now = clock.instant();
        return ring.isEmpty() ? Double.NaN : Duration.between(ring.current(now).getKey(), now).toMillis() / 1000.0;
    }

    /** Everything of one moment. */
    private record Held(KeyRing accessTokens, Map<SigningAlgorithm, KeyRing> idTokens, String jwks) {

        static Held of(KeyRing accessTokens, Map<SigningAlgorithm, KeyRing> idTokens) {
            return new Held(accessTokens, idTokens, KeyRing.jwks(Stream.concat(Stream.of(accessTokens), idTokens.values().stream()).toList()));
        }
    }
}
