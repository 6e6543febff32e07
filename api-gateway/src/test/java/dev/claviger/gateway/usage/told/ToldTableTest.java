package dev.claviger.gateway.usage.told;

import static org.assertj.core.api.Assertions.assertThat;

import dev.claviger.contract.RateLimit;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.PathPattern;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteRule;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ToldTableTest {

    private static RouteRule rule(String id, String path, List<Scopes> allow, String source) {
        return new RouteRule(id, Set.of("POST", "GET"), PathPattern.of(path), List.of(), allow, false, RouteLimits.NONE, source);
    }

    @Test
    @DisplayName("the same rules have the same digest, in whatever order and file they stand")
    void is_named_by_what_the_rules_say() {
        List<RouteRule> rules = new ArrayList<>(List.of(rule("a", "/a", List.of(Scopes.of("x", "y"), Scopes.of("z")), "one:1"), rule("b", "/b", null, "one:2")));
        ToldTable table = ToldTable.of(rules);
        Collections.reverse(rules);
        rules.set(0, rule("b", "/b", null, "two:9"));
        assertThat(ToldTable.of(rules)).isEqualTo(table);
        rules.set(0, rule("b", "/b", List.of(Scopes.NONE), "two:9"));
        assertThat(ToldTable.of(rules).digest()).isNotEqualTo(table.digest());
    }

    @Test
    void tells_a_rule_in_the_words_of_route_files() {
        RouteRule rule = new RouteRule("pay", Set.of("POST", "GET"), PathPattern.of("/pay/{id}/**"), List.of("*.b.test", "a.test"), List.of(Scopes.of("y", "x"), Scopes.NONE), true,
                new RouteLimits(Optional.of(new RateLimit(5, Duration.ofMinutes(1))), Optional.empty()), "f:1");
        assertThat(new JsonObject(ToldTable.of(List.of(rule)).text()).getJsonArray("routes").getJsonObject(0).encode()).isEqualTo("{\"id\":\"pay\",\"methods\":[\"GET\",\"POST\"],\"path\":\"/pay/{id}/**\","
                + "\"hosts\":[\"*.b.test\",\"a.test\"],\"needs\":[\"x y\",\"\"],\"api_key\":true,\"rate_limit\":{\"requests\":5,\"per\":60}}");
    }

    @Test
    @DisplayName("of a long table the beginning is told, and the digest still tells a change behind it")
    void is_bounded() {
        List<RouteRule> rules = new ArrayList<>(IntStream.range(100, 200).mapToObj(n -> rule("r" + n, "/r" + n, null, "f:1")).toList());
        ToldTable table = ToldTable.of(rules, 1000);
        JsonObject told = new JsonObject(table.text());
        assertThat(table.text().length()).isLessThan(1200);
        assertThat(told.getInteger("size")).isEqualTo(100);
        assertThat(told.getJsonArray("routes").size()).isBetween(5, 30);
        rules.set(99, rule("r199", "/elsewhere", null, "f:1"));
        assertThat(ToldTable.of(rules, 1000).digest()).isNotEqualTo(table.digest());
    }
}
