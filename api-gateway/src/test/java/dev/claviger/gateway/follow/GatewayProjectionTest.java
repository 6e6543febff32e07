package dev.claviger.gateway.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.ApiKeyId;
import dev.claviger.contract.ApiKeyVerification;
import dev.claviger.contract.ClientId;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentLimits;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.EnvironmentRecord;
import dev.claviger.contract.FeedSnapshot;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.RecordedEvent;
import dev.claviger.contract.Revocation;
import dev.claviger.contract.RevocationTarget;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayProjectionTest {

    private static final EnvironmentName PROD = new EnvironmentName("prod");
    private static final ApiKeyId KEY = new ApiKeyId("key0000000000001");
    private final GatewayProjection projection = new GatewayProjection(Clock.systemUTC());

    private static EnvironmentRecord environment(String tenant, String... hosts) {
        return new EnvironmentRecord(new TenantId(tenant), PROD, List.of(hosts), List.of("http://a.test:1", "https://[::1]", "nonsense", "ftp://x"), "urn:" + tenant, List.of("/token"), false, List.of(), EnvironmentLimits.NONE);
    }

    private static Snapshot snapshot(GatewayProjection projection, EnvironmentRecord... environments) {
        return projection.from(new FeedSnapshot("f", 1, Optional.empty(), List.of(environments), List.of(new ScopeDefinition("a", Scopes.of("b"))), List.of()));
    }

    private static String tenantOf(Snapshot snapshot, String host) {
        return snapshot.environments().of(host).map(found -> found.tenant().value()).orElse("none");
    }

    private static RecordedEvent at(long position, AccessEvent event) {
        return new RecordedEvent(position, Instant.now(), event);
    }

    @Test
    void finds_the_environment_by_exact_host_then_by_the_longest_suffix() {
        Snapshot snapshot = snapshot(projection, environment("one", "a.test", "*.b.test"), environment("two", "*.a.test", "x.b.test"), environment("three", "*.c.b.test"));
        assertThat(List.of("a.test", "b.a.test", "y.b.test", "x.b.test", "y.c.b.test", "c.b.test", "b.test", "test", "xa.test").stream().map(host -> tenantOf(snapshot, host)))
                .containsExactly("one", "two", "one", "two", "three", "one", "none", "none", "none");
    }

    @Test
    void applies_a_batch_without_touching_the_state_before_it() {
        Snapshot before = snapshot(projection, environment("one", "a.test", "b.test"));
        Snapshot after = projection.apply(before, List.of(at(2, new AccessEvent.EnvironmentPut(environment("one", "b.test"))), at(3, new AccessEvent.EnvironmentPut(environment("two", "a.test"))),
                at(4, new AccessEvent.ScopePut(new ScopeDefinition("c", Scopes.of("d")))), at(5, new AccessEvent.ScopeDeleted("a")), at(6, new AccessEvent.Unknown("later")),
                at(7, new AccessEvent.Revoked(RevocationTarget.tenant(new TenantId("one")), Instant.now().plusSeconds(60)))));

        assertThat(tenantOf(after, "a.test")).isEqualTo("two");
        assertThat(tenantOf(after, "b.test")).isEqualTo("one");
        assertThat(after.scopes().entitles(Scopes.of("c"), "d")).isTrue();
        assertThat(after.scopes().entitles(Scopes.of("a"), "b")).isFalse();
        assertThat(after.revocations().size()).isEqualTo(1);
        assertThat(tenantOf(before, "a.test")).isEqualTo("one");
        assertThat(before.revocations().size()).isZero();
    }

    @Test
    void hands_a_host_over_in_whichever_order_the_two_environments_change() {
        Snapshot before = snapshot(projection, environment("one", "a.test"));
        Snapshot taken = projection.apply(before, List.of(at(2, new AccessEvent.EnvironmentPut(environment("two", "a.test"))), at(3, new AccessEvent.EnvironmentDeleted(new TenantId("one"), PROD))));
        assertThat(tenantOf(taken, "a.test")).isEqualTo("two");
        assertThat(taken.environments().size()).isEqualTo(1);
    }

    @Test
    void keeps_revocations_the_same_object_when_none_is_added() {
        Snapshot before = projection.from(new FeedSnapshot("f", 1, Optional.empty(), List.of(), List.of(), List.of(new Revocation(1, RevocationTarget.tenant(new TenantId("one")), Instant.now().plusSeconds(60)))));
        assertThat(projection.apply(before, List.of(at(2, new AccessEvent.ScopeDeleted("x")))).revocations()).isSameAs(before.revocations());
    }

    static Stream<Arguments> eventsAndWhetherTheyVoidAnAnswer() {
        TenantId acme = new TenantId("acme");
        TenantId globex = new TenantId("globex");
        ClientId client = new ClientId("client0000000001");
        ClientId other = new ClientId("client0000000002");
        CredentialId credential = new CredentialId("credential000001");
        Optional<Instant> soon = Optional.of(Instant.now());
        return Stream.of(arguments(new AccessEvent.ApiKeyDeleted(acme, client, KEY), true), arguments(new AccessEvent.ApiKeyDeleted(acme, client, new ApiKeyId("key0000000000002")), false),
                arguments(new AccessEvent.ClientChanged(acme, client), true), arguments(new AccessEvent.ClientChanged(acme, other), false),
                arguments(new AccessEvent.TenantChanged(acme), true), arguments(new AccessEvent.TenantChanged(globex), false),
                arguments(new AccessEvent.EnvironmentPut(environment("acme", "a.test")), true), arguments(new AccessEvent.EnvironmentPut(environment("globex", "b.test")), false),
                arguments(new AccessEvent.EnvironmentDeleted(acme, PROD), true), arguments(new AccessEvent.EnvironmentDeleted(acme, new EnvironmentName("sandbox")), false),
                arguments(revoked(RevocationTarget.client(acme, client)), true), arguments(revoked(RevocationTarget.client(acme, other)), false),
                arguments(revoked(RevocationTarget.tenant(acme)), true), arguments(revoked(RevocationTarget.credential(acme, client, credential)), false),
                arguments(revoked(RevocationTarget.person(acme, new PersonId(1007))), false), arguments(revoked(RevocationTarget.consent(acme, client, new PersonId(1007))), false),
                arguments(revoked(new RevocationTarget(Optional.of(acme), Optional.of(client), Optional.empty(), Optional.empty(), Optional.of("jti"), Optional.empty())), false),
                arguments(revoked(new RevocationTarget(Optional.of(acme), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), soon)), false),
                arguments(new AccessEvent.ScopeDeleted("x"), false), arguments(new AccessEvent.Unknown("later"), false));
    }

    private static AccessEvent revoked(RevocationTarget target) {
        return new AccessEvent.Revoked(target, Instant.now().plusSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("eventsAndWhetherTheyVoidAnAnswer")
    @DisplayName("An answer about an API key is void after a later event on its key, client, tenant or environment, and after no other")
    void upholds_an_answer_about_an_api_key_until_an_event_concerns_it(AccessEvent event, boolean concerned) {
        ApiKeyVerification.Owner owner = new ApiKeyVerification.Owner(new TenantId("acme"), PROD, new ClientId("client0000000001"), KEY);
        ApiKeyVerification answer = new ApiKeyVerification("f", 1, Optional.of(owner));
        Snapshot before = snapshot(projection, environment("acme", "a.test"));
        Snapshot after = projection.apply(before, List.of(at(2, event)));
        assertThat(before.upholds(answer)).isTrue();
        assertThat(after.upholds(answer)).isEqualTo(!concerned);
        assertThat(after.upholds(new ApiKeyVerification("f", 2, Optional.of(owner)))).isTrue();
        assertThat(after.upholds(new ApiKeyVerification("g", 2, Optional.of(owner)))).isFalse();
        assertThat(before.upholds(new ApiKeyVerification("f", 0, Optional.of(owner)))).isFalse();
        assertThat(before.upholds(new ApiKeyVerification("f", 9, Optional.empty()))).isFalse();
    }

    @ParameterizedTest
    @MethodSource("eventsAndWhetherTheyVoidAnAnswer")
    @DisplayName("An API key is there until its own deletion is recorded, or so much that nobody knows")
    void keeps_an_api_key_whatever_else_changes_about_its_owner(AccessEvent event) {
        ApiKeyVerification.Owner owner = new ApiKeyVerification.Owner(new TenantId("acme"), PROD, new ClientId("client0000000001"), KEY);
        Snapshot before = snapshot(projection, environment("acme", "a.test"));
        Snapshot after = projection.apply(before, List.of(at(2, event)));
        boolean deleted = event instanceof AccessEvent.ApiKeyDeleted deletion && deletion.apiKey().equals(KEY);
        assertThat(after.keeps(new ApiKeyVerification("f", 1, Optional.of(owner)))).isEqualTo(!deleted);
        assertThat(after.keeps(new ApiKeyVerification("g", 1, Optional.of(owner)))).isFalse();
        assertThat(after.keeps(new ApiKeyVerification("f", 0, Optional.of(owner)))).as("older than the snapshot").isFalse();
    }

    @Test
    void knows_usable_upstreams_and_leaves_the_others_out() {
        Environment environment = new Environment(environment("one", "a.test"));
        assertThat(environment.upstreams()).extracting(Origin::authority).containsExactly("a.test:1", "[::1]");
        assertThat(Origin.of("https://[::1]")).contains(new Origin(Origin.Scheme.HTTPS, "::1", 443, "[::1]"));
        assertThat(Origin.of("h2c://grpc.test")).contains(new Origin(Origin.Scheme.H2C, "grpc.test", 80, "grpc.test"));
        assertThat(Origin.of("ftp://a.test")).isEmpty();
    }

    @Test
    void holds_ten_thousand_environments_and_changes_one_at_once() {
        Environments environments = Environments.NONE;
        for (int i = 0; i < 10_000; i++) {
            environments = environments.with(environment("t" + i, "t" + i + ".api.test"));
        }
        assertThat(environments.size()).isEqualTo(10_000);
        assertThat(environments.of("t9999.api.test")).isPresent();
        long begun = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            environments = environments.with(environment("t5", "t5.api.test", "n" + i + ".test"));
        }
        assertThat(System.nanoTime() - begun).isLessThan(200_000_000L);
    }
}
