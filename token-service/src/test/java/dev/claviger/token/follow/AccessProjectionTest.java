package dev.claviger.token.follow;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.Identifiers;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("What events mean to the issuer of tokens")
class AccessProjectionTest {

    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final AccessProjection projection = new AccessProjection(Clock.fixed(TIME, ZoneOffset.UTC));
    private final TenantId tenant = new TenantId("acme");
    private final EnvironmentName environment = new EnvironmentName("production");
    private final ClientId client = Identifiers.newClientId();
    private final CredentialId credential = Identifiers.newCredentialId();
    private final AccessState start = projection.from(new FeedSnapshot("feed", 5, Optional.empty(), List.of(),
            List.of(new ScopeDefinition("a", Scopes.of("b"))), List.of()));

    @Test
    void the_catalogue_follows() {
        assertThat(start.scopes().entitles(Scopes.of("a"), "b")).isTrue();
        AccessState put = after(new AccessEvent.ScopePut(new ScopeDefinition("a", Scopes.of("c"))));
        assertThat(put.scopes().entitles(Scopes.of("a"), "c")).isTrue();
        assertThat(put.scopes().entitles(Scopes.of("a"), "b")).isFalse();
        assertThat(after(new AccessEvent.ScopeDeleted("a")).scopes().knows("a")).isFalse();
    }

    @Test
    void changes_concern_what_they_name() {
        assertChanged(new AccessEvent.ClientChanged(tenant, client), client);
        assertChanged(new AccessEvent.TenantChanged(tenant), tenant);
        assertChanged(new AccessEvent.EnvironmentDeleted(tenant, environment), new EnvironmentKey(tenant, environment));
        assertChanged(new AccessEvent.EnvironmentPut(new EnvironmentRecord(tenant, environment, List.of(), List.of(), "x", List.of(), false, List.of(), EnvironmentLimits.NONE)),
                new EnvironmentKey(tenant, environment));
    }

    @Test
    void revocations_concern_the_narrowest_they_name() {
        assertChanged(revoked(RevocationTarget.tenant(tenant)), tenant);
        assertChanged(revoked(RevocationTarget.client(tenant, client)), client);
        assertChanged(revoked(RevocationTarget.credential(tenant, client, credential)), credential);
        assertThat(after(revoked(RevocationTarget.credential(tenant, client, credential))).changes().lastChange(client)).isEqualTo(5);
    }

    @Test
    void a_revocation_of_tokens_leaves_answers_about_clients_as_true_as_they_were() {
        RevocationTarget token = new RevocationTarget(Optional.of(tenant), Optional.of(client), Optional.empty(), Optional.empty(), Optional.of("jti"), Optional.empty());
        RevocationTarget before = new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(TIME));

        assertThat(after(revoked(token)).changes().lastChange(client)).isEqualTo(5);
        assertThat(after(revoked(before)).changes().lastChange(client)).isEqualTo(5);
        RevocationTarget subjectAlone = new RevocationTarget(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("1007"));
        for (RevocationTarget ofPerson : List.of(RevocationTarget.person(tenant, new PersonId(1007)), RevocationTarget.consent(tenant, client, new PersonId(1007)), subjectAlone)) {
            AccessState after = after(revoked(ofPerson));
            assertThat(after.changes().lastChange(client)).isEqualTo(5);
            assertThat(after.changes().lastChange(tenant)).isEqualTo(5);
        }
    }

    @Test
    void an_event_of_a_newer_version_changes_nothing() {
        assertThat(after(new AccessEvent.Unknown("new")).changes().lastChange(client)).isEqualTo(5);
    }

    private void assertChanged(AccessEvent event, Record subject) {
        assertThat(after(event).changes().lastChange(subject)).isEqualTo(6);
        assertThat(after(event).changes().lastChange(Identifiers.newClientId())).isEqualTo(5);
    }

    private AccessState after(AccessEvent event) {
        return projection.apply(start, List.of(new RecordedEvent(6, TIME, event)));
    }

    private static AccessEvent revoked(RevocationTarget target) {
        return new AccessEvent.Revoked(target, TIME);
    }
}
