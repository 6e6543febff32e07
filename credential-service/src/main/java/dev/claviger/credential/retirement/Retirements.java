package dev.claviger.credential.retirement;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.credential.secret.Credential;
import dev.claviger.credential.secret.Credentials;
import dev.claviger.credential.usage.Usages;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;

/** What there is to know of a client's secrets before one of them is retired. */
@Singleton
public class Retirements {

    private static final Duration SHORTEST = Duration.ofDays(1);

    private final Credentials credentials;
    private final Usages usages;
    private final Duration quiet;
    private final Clock clock;

    Retirements(Credentials credentials, Usages usages, RetirementConfig config, Clock clock) {
        if (config.retireAfter().compareTo(SHORTEST) < 0) {
            throw new ConfigurationException("claviger.secrets.retire-after must be " + SHORTEST + " or longer: a job that runs once a day must be seen");
        }
        this.credentials = credentials;
        this.usages = usages;
        this.quiet = config.retireAfter();
        this.clock = clock;
    }

    /** Within a session. */
    public Uni<Retirement> of(ClientId client, List<Credential> shown) {
        return credentials.live(client)
                .chain(live -> usages.of(ids(shown, live)).map(found -> new Retirement(live, found, quiet, clock.instant())));
    }

    private static List<CredentialId> ids(List<Credential> shown, List<Credential> live) {
        return Stream.concat(shown.stream(), live.stream()).map(Credential::id).distinct().toList();
    }
}
