package dev.claviger.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.canonical.CanonicalPath;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private static final List<RouteRule> RULES = List.of(rule("root", "GET", "/"), rule("all", "GET", "/**"), rule("a", "GET", "/a"), rule("a-rest", "GET", "/a/**"),
            rule("a-param", "GET", "/a/{x}"), rule("a-b", "GET", "/a/b"), rule("a-param-c", "GET", "/a/{x}/c"), rule("a-b-d", "GET", "/a/b/d"), rule("slash", "GET", "/s/"),
            rule("post", "POST", "/a/{x}"), rule("host", "GET", "/h", "acme.test"), rule("suffix", "GET", "/h", "*.acme.test"), rule("longer", "GET", "/h", "*.eu.acme.test"),
            rule("anyhost", "GET", "/h"));

    private static RouteRule rule(String id, String method, String path, String... hosts) {
        return new RouteRule(id, Set.of(method), PathPattern.of(path), Arrays.asList(hosts), List.of(Scopes.NONE), false, RouteLimits.NONE, "f:1");
    }

    private static Route match(RouteTable table, String method, String host, String path) {
        return table.match(new CanonicalRequest(HttpMethod.valueOf(method), host, path, null));
    }

    @ParameterizedTest
    @CsvSource({"/, root", "/a, a", "/a/b, a-b", "/a/x, a-param", "/a/, a-rest", "/a/b/c, a-param-c", "/a/b/d, a-b-d", "/a/x/d, a-rest", "/a/b/d/e, a-rest", "/s/, slash", "/s, all", "/zzz, all"})
    void lets_the_most_specific_rule_win_in_whatever_order_they_are_declared(String path, String expected) {
        for (int seed = 0; seed < 10; seed++) {
            List<RouteRule> shuffled = new ArrayList<>(RULES);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(match(RouteTable.of(shuffled, new ArrayList<>()), "GET", "x.test", path).id()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"acme.test, host", "a.acme.test, suffix", "b.a.acme.test, suffix", "a.eu.acme.test, longer", "eu.acme.test, suffix", "xacme.test, anyhost", "other.test, anyhost"})
    void prefers_the_rule_that_names_the_host_more_closely(String host, String expected) {
        List<RouteRule> shuffled = new ArrayList<>(RULES);
        Collections.shuffle(shuffled, new Random(host.hashCode()));
        assertThat(match(RouteTable.of(shuffled, new ArrayList<>()), "GET", host, "/h").id()).isEqualTo(expected);
    }

    @Test
    void takes_a_less_specific_rule_when_only_that_has_the_method() {
        assertThat(match(RouteTable.of(RULES, new ArrayList<>()), "POST", "x.test", "/a/b").id()).isEqualTo("post");
        assertThat(match(RouteTable.of(RULES, new ArrayList<>()), "HEAD", "x.test", "/a/b").id()).isEqualTo("a-b");
    }

    @Test
    void takes_literals_with_punctuation_as_they_stand() {
        RouteTable table = RouteTable.of(List.of(rule("me", "GET", "/users/@me"), rule("user", "GET", "/users/{id}")), new ArrayList<>());
        assertThat(match(table, "GET", "x.test", CanonicalPath.of("/users/%40me")).id()).isEqualTo("me");
        assertThat(match(table, "GET", "x.test", CanonicalPath.of("/users/me")).id()).isEqualTo("user");
    }

    @Test
    void tells_an_unknown_path_from_an_unknown_method() {
        RouteTable table = RouteTable.of(List.of(rule("a", "PUT", "/a"), rule("g", "GET", "/a"), rule("h", "POST", "/h", "acme.test")), new ArrayList<>());
        assertThatThrownBy(() -> match(table, "GET", "x", "/b")).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.PATH_UNKNOWN));
        assertThatThrownBy(() -> match(table, "POST", "x", "/a")).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.METHOD_NOT_ALLOWED));
        assertThatThrownBy(() -> match(table, "GET", "other.test", "/h")).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(Refusal.PATH_UNKNOWN));
    }

    @Test
    void reports_two_rules_for_the_same() {
        List<String> problems = new ArrayList<>();
        RouteTable.of(List.of(rule("one", "GET", "/a/{x}"), rule("two", "GET", "/a/{y}"), rule("three", "POST", "/a/{y}"), rule("four", "GET", "/a/{y}", "h.test")), problems);
        assertThat(problems).containsExactly("f:1: rule 'two' is for the same GET /a/{y} as rule 'one' in f:1");
    }

    @ParameterizedTest
    @CsvSource({"a", "/a/{x", "/a/x}", "/a/{x}.json", "/a/*/b", "/a/**/b", "/a//b", "/a/../b", "/a/%61", "/users/%40me", "/jobs/x%3Acancel", "/a/;x", "/{x}/{x}", "/a b"})
    void refuses_patterns_that_no_or_another_request_could_match(String pattern) {
        assertThatThrownBy(() -> PathPattern.of(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answers_a_nasty_tree_at_once() {
        List<RouteRule> rules = new ArrayList<>();
        for (int bits = 0; bits < 1 << 12; bits++) {
            StringBuilder path = new StringBuilder();
            for (int bit = 0; bit < 12; bit++) {
                path.append((bits >> bit & 1) == 0 ? "/a" : "/{p" + bit + "}");
            }
            rules.add(rule("r" + bits, "GET", path + "/end"));
        }
        RouteTable table = RouteTable.of(rules, new ArrayList<>());
        long begun = System.nanoTime();
        assertThatThrownBy(() -> match(table, "GET", "x", "/a".repeat(12) + "/none")).isInstanceOf(Refused.class);
        assertThat(System.nanoTime() - begun).isLessThan(200_000_000L);
    }
}
