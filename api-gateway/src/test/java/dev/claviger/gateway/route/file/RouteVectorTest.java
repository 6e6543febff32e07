package dev.claviger.gateway.route.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.gateway.route.source.CompiledRoutes;
import dev.claviger.gateway.route.source.RouteSources;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteVectorTest {

    private static final String ROUTES = """
            routes:
              - id: read
                methods: [GET]
                path: /items/{id}
                allow: [[items.read], [items.admin, audit]]
                vectors:
                  - %s
              - {id: keyed, methods: [GET], path: /keyed, api_key: true, allow: [[items.read]]}
              - {id: open, methods: [GET], path: /open, public: true}
              - {id: acme, methods: [GET], path: /acme, hosts: ["*.acme.test"], allow: [[a]], vectors: [{request: GET /acme, token: {scopes: [a]}, expect: 200}]}
            vectors:
              - %s
            """;
    private static final String GOOD = "{request: GET /items/7, token: {scopes: [items.read]}, expect: 200}";

    private static CompiledRoutes compile(String own, String beside) {
        return new RouteSources(Map.of(Path.of("f"), ROUTES.formatted(own, beside))).compile();
    }

    @ParameterizedTest
    @ValueSource(strings = {GOOD, "{request: GET /items/7, expect: 401}", "{request: GET /items/7, token: none, expect: 401}", "{request: \"HEAD /items/7?x=1\", token: {scopes: [audit, items.admin]}, expect: 200}",
            "{request: GET /items/7, token: {scopes: [audit]}, expect: 403}", "{request: GET /items/7, token: {scopes: []}, expect: 403}"})
    void lets_a_table_go_live_that_decides_as_its_vectors_say(String vector) {
        assertThat(compile(vector, GOOD).vectors()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{request: DELETE /items/7, token: {scopes: [items.read]}, expect: 405}", "{request: GET /nowhere, expect: 404}", "{request: \"GET /items/..;/open\", expect: 400}",
            "{request: GET /open, expect: 200}", "{request: GET /keyed, token: {scopes: [items.read]}, expect: 401}", "{request: GET /keyed, token: {scopes: [items.read]}, api_key: true, expect: 200}",
            "{request: GET /acme, host: b.acme.test, token: {scopes: [b]}, expect: 403}", "{request: GET /acme, host: other.test, token: {scopes: [a]}, expect: 404}", "{request: TRACE /open, expect: 501}"})
    @DisplayName("Vectors beside the rules may ask for what no rule answers; they run through the same canonical form and the same table as requests")
    void holds_vectors_beside_the_rules(String vector) {
        assertThat(compile(GOOD, vector).vectors()).isEqualTo(3);
    }

    @Test
    void refuses_a_table_that_decides_otherwise_and_names_the_line_of_every_vector_that_fails() {
        assertThatThrownBy(() -> compile("{request: GET /items/7, token: {scopes: [audit]}, expect: 200}", "{request: GET /open, expect: 401}"))
                .isInstanceOf(InvalidRoutes.class)
                .hasMessage("f:7: the vector GET /items/7 for any.invalid with scopes [audit] fails: expected 200, and it is 403 by rule 'read'\n"
                        + "f:12: the vector GET /open for any.invalid without token fails: expected 401, and it is 200 by rule 'open'");
    }

    @Test
    void refuses_a_vector_of_a_rule_that_another_rule_decides() {
        assertThatThrownBy(() -> compile("{request: GET /keyed, expect: 401}", GOOD)).hasMessage(
                "f:7: the vector GET /keyed for any.invalid without token fails: it is rule 'keyed' that decides, not 'read'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"{request: /items/7, expect: 200}|a request is a method and a path", "{request: GET /items/7, expect: 418}|what can be expected is one of",
            "{request: GET /items/7, expect: yes}|a whole number is expected here", "{request: GET /items/7}|'expect' is missing", "{expect: 200}|'request' is missing",
            "{request: GET /items/7, expect: 200, scopes: [a]}|unknown key 'scopes'", "{request: GET /items/7, token: {scope: [a]}, expect: 200}|unknown key 'scope'",
            "{request: GET /items/7, token: valid, expect: 200}|an object is expected here", "{request: GET /items/7, token: {scopes: [claviger:admin]}, expect: 200}|'claviger:admin' is Claviger's own scope"})
    void refuses_vectors_that_could_mean_something_else(String vector, String report) {
        assertThatThrownBy(() -> compile(vector, GOOD)).isInstanceOf(InvalidRoutes.class).hasMessageStartingWith("f:7: " + report);
    }
}
