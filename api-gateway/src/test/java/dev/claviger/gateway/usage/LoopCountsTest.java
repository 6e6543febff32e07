package dev.claviger.gateway.usage;

import static dev.claviger.gateway.usage.TestFacts.ACME;
import static dev.claviger.gateway.usage.TestFacts.HOUR;
import static dev.claviger.gateway.usage.TestFacts.client;
import static dev.claviger.gateway.usage.TestFacts.environment;
import static dev.claviger.gateway.usage.TestFacts.route;
import static dev.claviger.gateway.usage.TestFacts.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.follow.Environment;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.route.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoopCountsTest {

    private static final Route READ = route("read", Scopes.of("a", "b"), Scopes.of("c"));
    private static final Environment HERE = environment("acme");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LoopCounts counts = new LoopCounts(10, new UsageMetrics(registry));

    private Map<Fact, Long> taken() {
        Map<Fact, Long> facts = new HashMap<>();
        counts.takeInto(facts, HOUR);
        return facts;
    }

    @Test
    void tells_client_route_and_what_that_needs() {
        counts.requestEnded(HERE, token("acme", client(1)), READ, null, true);
        counts.requestEnded(HERE, token("acme", client(1)), READ, null, true);
        counts.requestEnded(HERE, token("acme", client(1)), READ, null, false);
        counts.requestEnded(HERE, token("acme", client(1)), READ, Refusal.SCOPE_MISSING, true);

        Fact forwarded = new Fact(HOUR, ACME, client(1), "read", List.of("a b", "c"), "forwarded", null);
        assertThat(taken()).containsOnly(Map.entry(forwarded, 2L), Map.entry(forwarded.ended("aborted", null), 1L), Map.entry(forwarded.ended("refused", "scope_missing"), 1L));
        assertThat(taken()).isEmpty();
    }

    @Test
    @DisplayName("who has no verified token makes no place: it counts with its host's environment, or with nobody's")
    void gives_no_place_to_who_is_not_known() {
        counts.requestEnded(HERE, null, READ, Refusal.TOKEN_EXPIRED, true);
        counts.requestEnded(HERE, null, null, Refusal.PATH_UNKNOWN, true);
        counts.requestEnded(HERE, null, READ, null, true);
        counts.requestEnded(null, null, null, Refusal.HOST_UNKNOWN, true);

        Fact unknown = new Fact(HOUR, ACME, null, null, null, "forwarded", null);
        assertThat(taken()).containsOnly(Map.entry(unknown, 1L), Map.entry(unknown.ended("refused", "token_expired"), 1L), Map.entry(unknown.ended("refused", "path_unknown"), 1L),
                Map.entry(new Fact(HOUR, null, null, null, null, "refused", "host_unknown"), 1L));
    }

    @Test
    @DisplayName("a client of another tenant is no business of this one's: it stays unnamed")
    void does_not_name_another_tenants_client() {
        counts.requestEnded(HERE, token("globex", client(1)), READ, Refusal.TENANT_WRONG, true);

        assertThat(taken()).containsOnlyKeys(new Fact(HOUR, ACME, null, null, null, "refused", "tenant_wrong"));
    }

    @Test
    @DisplayName("beyond half of the places an environment's further clients count together; others still have places of their own")
    void counts_together_what_has_no_place() {
        IntStream.range(0, 100).forEach(n -> counts.requestEnded(HERE, token("acme", client(n)), READ, null, true));
        counts.requestEnded(environment("globex"), token("globex", client(7)), READ, null, true);
        counts.requestEnded(HERE, token("acme", client(0)), READ, null, true);

        Map<Fact, Long> taken = taken();
        assertThat(taken).hasSize(7).containsEntry(new Fact(HOUR, ACME, Fact.OTHER, null, null, "forwarded", null), 95L);
        assertThat(taken.entrySet()).anyMatch(entry -> client(0).equals(entry.getKey().client()) && entry.getValue() == 2)
                .anyMatch(entry -> client(7).equals(entry.getKey().client()) && entry.getKey().environment().tenant().value().equals("globex"));
        assertThat(registry.counter("claviger.usage.uncounted").count()).isEqualTo(95);
        counts.requestEnded(HERE, token("acme", client(99)), READ, null, true);
        assertThat(taken().keySet()).extracting(Fact::client).containsExactly(client(99));
    }

    @Test
    void leaves_out_needs_that_are_too_long_to_tell() {
        Scopes[] many = IntStream.range(0, 6).mapToObj(n -> Scopes.of(n + "x".repeat(180))).toArray(Scopes[]::new);
        counts.requestEnded(HERE, token("acme", client(1)), route("long", many), null, true);

        assertThat(taken().keySet()).extracting(Fact::needs).containsOnlyNulls();
    }
}
