package dev.claviger.credential.retirement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.usage.UsageConfig;
import dev.claviger.credential.usage.Usages;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** What there is to know of a client's secrets before one of them is retired. */
@Singleton
public class Retirements {

    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final String RESTORED_AT = "select restored_at from installation";

    private final Credentials credentials;
    private final Usages usages;
    private final Pool pool;
    private final Duration quiet;
    private final Duration remembered;
    private final Clock clock;

    Retirements(Credentials credentials, Usages usages, Pool pool, RetirementConfig config, UsageConfig usage, Clock clock) {
        this.credentials = credentials;
        this.usages = usages;
        this.pool = pool;
        this.quiet = config.retireAfter();
        this.remembered = usage.retention();
        this.clock = clock;
    }

    void check(@Observes StartupEvent starting) {
        if (quiet.compareTo(SHORTEST) < 0) {
            throw new ConfigurationException("claviger.secrets.retire-after must be " + SHORTEST + " or longer: a job that runs once a day must be seen");
        }
        if (remembered.compareTo(quiet) < 0) {
            throw new ConfigurationException("claviger.usage.retention must be claviger.secrets.retire-after (" + quiet + ") or longer: "
                    + "a use forgotten earlier would make a secret look unused");
        }
    }

    /** Within a session. */
    public Uni<Retirement> of(ClientId client, List<Credential> shown) {
        return credentials.live(client)
                .chain(live -> Uni.combine().all().unis(usages.of(ids(shown, live)), restoredAt())
                        .with((found, restored) -> new Retirement(live, found, quiet, clock.instant(), restored)));
    }

    private Uni<Optional<Instant>> restoredAt() {
        return pool.query(RESTORED_AT).execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("restored_at")).map(OffsetDateTime::toInstant));
    }

    private static List<CredentialId> ids(List<Credential> shown, List<Credential> live) {
        return Stream.concat(shown.stream(), live.stream()).map(Credential::id).distinct().toList();
    }
}
