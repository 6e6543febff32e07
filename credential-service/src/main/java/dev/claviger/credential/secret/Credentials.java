package dev.claviger.credential.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;

/** All secrets' records. Its methods run within the caller's transaction. */
@Singleton
public class Credentials implements PanacheRepositoryBase<Credential, String> {

    private final Peppers peppers;
    private final Clock clock;

    Credentials(Peppers peppers, Clock clock) {
        this.peppers = peppers;
        this.clock = clock;
    }

    /** A new secret for the client, stored as its hash. */
    public Uni<MintedSecret> mint(ClientId client, EnvironmentName environment, CredentialId id, Optional<Duration> lifetime) {
        return store(client, ClientSecret.generate(environment, id), lifetime);
    }

    /** A secret made elsewhere: the first administrator's, from a file. */
    public Uni<MintedSecret> store(ClientId client, ClientSecret secret, Optional<Duration> lifetime) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Credential credential = new Credential(secret.credential(), client, peppers.hash(secret), now, lifetime.map(now::plus));
        return persist(credential).replaceWith(() -> new MintedSecret(credential, secret));
    }

    /** What stands for a public client where others have a secret: as a hash it has random bits, and nothing that they are the hash of. */
    public Uni<Credential> withoutSecret(ClientId client) {
        Credential credential = new Credential(newId(), client, peppers.ofNothing(), clock.instant().truncatedTo(ChronoUnit.MILLIS), Optional.empty());
        credential.secretless = true;
        return persist(credential);
    }

    public Uni<Credential> require(ClientId client, CredentialId id) {
        return find("id = ?1 and clientId = ?2", id.value(), client.value()).firstResult()
                .onItem().ifNull().failWith(() -> Problem.notFound("secret"));
    }

    /** Whose it is, whatever has become of it; null when there is none of that id. */
    public Uni<String> ownerOf(CredentialId id) {
        return find("select s.clientId from Credential s where s.id = ?1", id.value()).project(String.class).firstResult();
    }

    /** Whether this is, to its last character, the secret the record was made of. */
    public boolean matches(Credential credential, ClientSecret secret) {
        return peppers.matches(new SecretHash(credential.pepper, credential.hash), secret.reveal());
    }

    public Uni<List<Credential>> list(ClientId client, PageRequest page) {
        return find("clientId = ?1 and id > ?2 order by id", client.value(), page.afterOrStart()).range(0, page.rows() - 1).list();
    }

    /** Those that obtain tokens now. */
    public Uni<List<Credential>> live(ClientId client) {
        return findLive(client).list();
    }

    /** As {@link #live}, locked against anybody else's change. */
    public Uni<List<Credential>> lockLive(ClientId client) {
        return findLive(client).withLock(LockModeType.PESSIMISTIC_WRITE).list();
    }

    private PanacheQuery<Credential> findLive(ClientId client) {
        return find("clientId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2) order by id", client.value(), clock.instant());
    }

    public static CredentialId newId() {
        return Identifiers.newCredentialId();
    }
}
