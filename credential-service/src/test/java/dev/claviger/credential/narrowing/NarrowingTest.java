package dev.claviger.credential.narrowing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.narrowing.RegisteredScope.Use;
import dev.claviger.credential.usage.fact.Needs;
import dev.claviger.credential.usage.fact.RouteUse;

class NarrowingTest {

    private static final LocalDate EARLY = LocalDate.of(2026, 11, 1);
    private static final LocalDate LATE = LocalDate.of(2026, 11, 20);
    /** all implies write, and that read. */
    private static final ScopeCatalogue CATALOGUE = ScopeCatalogue.of(List.of(scope("read"), scope("write", "read"), scope("all", "write"), scope("export")));

    @Test
    void proposes_what_was_needed_and_tells_what_was_not() {
        Narrowing narrowing = narrowing("read export", at("r1", 7, EARLY, "read"), at("r2", 2, LATE, "read"));
        assertThat(narrowing.proposal()).contains(Scopes.of("read"));
        assertThat(narrowing.scopes()).containsExactly(new RegisteredScope("export", Use.UNUSED, 0, null), new RegisteredScope("read", Use.NEEDED, 9, LATE));
    }

    @Test
    @DisplayName("who holds a scope only for one that it implies is offered that one")
    void offers_the_lesser_scope() {
        Narrowing narrowing = narrowing("all", at("r1", 7, EARLY, "read"));
        assertThat(narrowing.proposal()).contains(Scopes.of("read"));
        assertThat(narrowing.scopes()).containsExactly(new RegisteredScope("all", Use.IMPLIED, 7, EARLY));
    }

    @Test
    void does_not_offer_beside_a_scope_what_it_implies() {
        assertThat(narrowing("write", at("r1", 7, EARLY, "read"), at("r2", 1, EARLY, "write")).proposal()).contains(Scopes.of("write"));
    }

    @Test
    void keeps_what_is_registered_and_needed_though_another_implies_it() {
        assertThat(narrowing("read write", at("r1", 7, EARLY, "read"), at("r2", 1, EARLY, "write")).proposal()).contains(Scopes.of("read", "write"));
    }

    @Test
    @DisplayName("of a route's alternatives the one that other routes need anyway is taken, though another is declared first")
    void takes_no_scope_for_a_choice_that_costs_nothing() {
        assertThat(narrowing("read export", at("r1", 3, EARLY, "export", "read"), at("r2", 1, EARLY, "read")).proposal()).contains(Scopes.of("read"));
        assertThat(narrowing("read export", at("r1", 3, EARLY, "export", "read")).proposal()).contains(Scopes.of("export"));
    }

    @Test
    void proposes_nothing_where_nothing_was_seen_or_not_all_of_it_told() {
        assertThat(narrowing("read").proposal()).isEmpty();
        assertThat(narrowing("read", token(4, "read")).proposal()).isEmpty();
        Narrowing untold = narrowing("read export", at("r1", 3, EARLY, "read"), at("r2", 2, EARLY));
        assertThat(untold.proposal()).isEmpty();
        assertThat(untold.requestsOfUnknownNeed()).isEqualTo(2);
        assertThat(new Narrowing(Scopes.of("read"), CATALOGUE, List.of(at("r1", 3, EARLY, "read")), 1).proposal()).isEmpty();
    }

    @Test
    void proposes_nothing_for_requests_that_any_token_may_make() {
        assertThat(narrowing("read", at("r1", 3, EARLY, "")).proposal()).isEmpty();
    }

    @Test
    @DisplayName("scopes that no gateway asks for are not judged by what gateways saw")
    void leaves_alone_what_gateways_do_not_see() {
        Narrowing narrowing = narrowing("offline_access openid read export", at("r1", 3, EARLY, "read"));
        assertThat(narrowing.proposal()).contains(Scopes.of("offline_access", "openid", "read"));
        assertThat(narrowing.scopes()).filteredOn(scope -> scope.use() == Use.NOT_SEEN).extracting(RegisteredScope::name).containsExactly("offline_access", "openid");
    }

    @Test
    void foresees_what_fewer_scopes_would_refuse() {
        Narrowing narrowing = narrowing("export read", at("r1", 7, EARLY, "read"), at("r2", 2, LATE, "export"), at("either", 5, LATE, "export", "read"),
                token(3, "export read"), token(8, "read"), token(9));
        assertThat(narrowing.refusedWith(Scopes.of("read"))).extracting(RouteUse::route, RouteUse::requests)
                .containsExactlyInAnyOrder(tuple("r2", 2L), tuple("client_credentials", 3L));
        assertThat(narrowing.refusedWith(Scopes.of("all"))).extracting(RouteUse::route).contains("r2").doesNotContain("r1", "either");
    }

    @Test
    @DisplayName("what the registration as it is does not suffice for is refused already, and no fault of a smaller one")
    void does_not_count_what_is_refused_as_it_is() {
        Narrowing narrowing = narrowing("read", at("gone", 4, EARLY, "export"), at("r1", 1, EARLY, "read"));
        assertThat(narrowing.refusedWith(Scopes.NONE)).extracting(RouteUse::route).containsExactly("r1");
        assertThat(narrowing.proposal()).contains(Scopes.of("read"));
    }

    private static Narrowing narrowing(String registered, RouteUse... uses) {
        return new Narrowing(Scopes.parse(registered), CATALOGUE, List.of(uses), 0);
    }

    private static RouteUse at(String route, long requests, LocalDate lastOn, String... alternatives) {
        return new RouteUse("gateway", "prod", route, new Needs(Stream.of(alternatives).map(Scopes::parse).toList()), requests, 1, lastOn);
    }

    private static RouteUse token(long requests, String... named) {
        return new RouteUse("token-service", "prod", "client_credentials", new Needs(Stream.of(named).map(Scopes::parse).toList()), requests, 1, LATE);
    }

    private static ScopeDefinition scope(String name, String... implied) {
        return new ScopeDefinition(name, Scopes.of(implied));
    }
}
