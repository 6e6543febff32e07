package dev.claviger.gateway.route.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.claviger.contract.RateLimit;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.gateway.refuse.Refused;
import dev.claviger.gateway.route.Route;
import dev.claviger.gateway.route.RouteLimits;
import dev.claviger.gateway.route.RouteTable;
import dev.claviger.gateway.route.canonical.CanonicalRequest;
import dev.claviger.gateway.route.file.InvalidRoutes;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSourcesTest {

    private static final String PETS = """
            openapi: 3.1.0
            info: {title: Pets, version: "1"}
            servers: [{url: "https://{host}/v1/", variables: {host: {default: api.example.com}}}]
            security: [{oauth: [pets.read]}]
            paths:
              /pets:
                get: {operationId: list, responses: {}}
                head: {responses: {}}
                post: {operationId: create, security: [{oauth: [pets.write], oidc: [audit]}, {bearer: [pets.admin]}, {key: []}], responses: {}}
              /pets/{id}:
                parameters: []
                get: {responses: {}, security: [{oauth: []}]}
              x-internal: {}
            components:
              securitySchemes:
                oauth: {type: oauth2, flows: {}}
                oidc: {type: openIdConnect}
                bearer: {type: http, scheme: Bearer}
                key: {type: apiKey, in: header, name: x-api-key}
            """;

    private static RouteTable compile(String... texts) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (int i = 0; i < texts.length; i++) {
            files.put(Path.of("f" + (i + 1)), texts[i]);
        }
        return new RouteSources(files).compile().table();
    }

    private static Route match(RouteTable table, String method, String path) {
        return table.match(new CanonicalRequest(HttpMethod.valueOf(method), "h.test", path, null));
    }

    @Test
    void reads_the_security_of_an_openapi_document_behind_its_base_path() {
        RouteTable table = compile(PETS);

        assertThat(match(table, "GET", "/v1/pets").alternatives().toString()).isEqualTo("[pets.read]");
        assertThat(match(table, "POST", "/v1/pets").alternatives().toString()).isEqualTo("[audit pets.write, pets.admin]");
        assertThat(match(table, "GET", "/v1/pets/7").alternatives().get(0).isEmpty()).isTrue();
        assertThat(match(table, "GET", "/v1/pets/7").id()).isEqualTo("GET:/pets/{id}");
        assertThat(table.size()).isEqualTo(3);
        assertThatThrownBy(() -> match(table, "GET", "/pets")).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[{oauth: [a], key: []}]|[a]|true", "[{oauth: [a], key: []}, {oauth: [b], key: []}]|[a, b]|true", "[{oauth: [a], key: []}, {oauth: [b]}]|[b]|false",
            "[{oauth: [a], cookie: []}, {bearer: [b]}]|[b]|false", "[{oauth: [a], query: []}, {bearer: [b], key: []}]|[b]|true"})
    @DisplayName("An OpenAPI operation demands the API key where every alternative that a token can fulfil asks for it")
    void reads_the_demand_for_an_api_key(String security, String alternatives, boolean demanded) {
        String schemes = "key: {type: apiKey, in: header, name: X-API-Key}\n    cookie: {type: apiKey, in: cookie, name: x-api-key}\n    query: {type: apiKey, in: query, name: x-api-key}";
        Route route = match(compile(PETS.replace("key: {type: apiKey, in: header, name: x-api-key}", schemes).replace("[{oauth: []}]", security)), "GET", "/v1/pets/7");
        assertThat(route.alternatives().toString()).isEqualTo(alternatives);
        assertThat(route.requiresApiKey()).isEqualTo(demanded);
    }

    @Test
    void reads_openapi_in_json_with_tabs() {
        String json = "{\n\t\"openapi\": \"3.0.3\",\n\t\"paths\": {\"/a\": {\"get\": {\"security\": [{\"s\": [\"x\"]}]}}},\n\t\"components\": {\"securitySchemes\": {\"s\": {\"type\": \"oauth2\"}}}\n}";
        assertThat(match(compile(json), "GET", "/a").alternatives().toString()).isEqualTo("[x]");
    }

    @Test
    void opens_an_operation_without_security_only_when_a_route_file_says_so() {
        String open = PETS.replace("security: [{oauth: [pets.read]}]\n", "");
        assertThatThrownBy(() -> compile(open)).isInstanceOf(InvalidRoutes.class)
                .hasMessage("f1:6: GET /v1/pets asks for nothing; give it 'security', or a rule with 'public: true' in a route file");
        RouteTable table = compile(open, "routes: [{id: p, methods: [GET], path: /v1/pets, public: true}]");
        assertThat(match(table, "GET", "/v1/pets").isPublic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "security: [{oauth: [pets.read]}]~security: [{}]|asks for nothing", "security: [{oauth: [pets.read]}]~security: [{key: []}]|no alternative can be fulfilled",
            "security: [{oauth: [pets.read]}]~security: [{nope: []}]|has no 'nope'", "/pets/{id}:~/pets/{id}.json:|a segment is a literal", "get: {operationId: list, responses: {}}~x-get: {}|HEAD goes with GET",
            "openapi: 3.1.0~swagger: '2.0'|neither a route file", "/pets/{id}:~/pets/{id}/**:|cannot end in /**", "/pets/{id}:~/pets:|stands twice"})
    void refuses_openapi_documents_that_leave_something_open(String change, String report) {
        String[] fromTo = change.split("~");
        assertThatThrownBy(() -> compile(PETS.replace(fromTo[0], fromTo[1]))).isInstanceOf(InvalidRoutes.class).hasMessageContaining(report).hasMessageMatching("(?s)f1:\\d+: .*");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{id: a, methods: [GET], path: /a, public: true, vektors: []}|f1:2: unknown key 'vektors'", "{id: a, methods: [GET], path: /a}|f1:2: a rule says either",
            "{id: a, methods: [GET], path: /a, public: true, allow: [[]]}|f1:2: a rule says either", "{id: a, methods: [GET], path: /a, public: false}|f1:2: a rule says either",
            "{id: a, methods: [GET], path: /a, allow: []}|f1:2: 'allow' lists at least one", "{id: a, methods: [GET], path: /a, allow: [x]}|f1:2: a list is expected here",
            "{id: a, methods: [GET], path: /a, allow: [[\"a b\"]]}|f1:2: a scope is", "{id: a, methods: [GET], path: /a, public: yes please}|f1:2: true or false",
            "{id: a, methods: [get], path: /a, public: true}|f1:2: 'get' is no method", "{id: a, methods: [HEAD], path: /a, public: true}|f1:2: HEAD goes with GET",
            "{id: a, methods: [TRACE], path: /a, public: true}|f1:2: 'TRACE' is no method", "{id: a, methods: [], path: /a, public: true}|f1:2: a rule is for at least one method",
            "{id: a, methods: [GET, GET], path: /a, public: true}|f1:2: GET stands twice", "{methods: [GET], path: /a, public: true}|f1:2: the rule has no 'id'",
            "{id: a b, methods: [GET], path: /a, public: true}|f1:2: an id is", "{id: a, methods: [GET], path: a, public: true}|f1:2: a path begins with /",
            "{id: a, methods: [GET], path: /a, hosts: [A.test], public: true}|f1:2: 'A.test' is no host", "{id: a, methods: [GET], path: /a, hosts: [], public: true}|f1:2: leave 'hosts' out",
            "{id: a, methods: [GET], path: /a, allow: [[]], api_key: false}|f1:2: 'api_key: true' goes with 'allow'", "{id: a, methods: [GET], path: /a, public: true, api_key: true}|f1:2: 'api_key: true' goes with 'allow'",
            "{id: a, id: b, methods: [GET], path: /a, public: true}|f1:2: 'id' stands twice", "{id: a, methods: GET, path: /a, public: true}|f1:2: a list is expected here", "[]|f1:2: an object is expected here"})
    void refuses_rules_that_could_mean_something_else(String rule, String report) {
        assertThatThrownBy(() -> compile("routes:\n  - " + rule)).isInstanceOf(InvalidRoutes.class).hasMessageStartingWith(report);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "allow: [[]], rate_limit: 50|f1:2: an object is expected", "allow: [[]], rate_limit: {requests: 50}|f1:2: 'per' is missing",
            "allow: [[]], rate_limit: {requests: 50, per: PT1M, burst: 3}|f1:2: unknown key 'burst'", "allow: [[]], rate_limit: {requests: fifty, per: PT1M}|f1:2: a whole number",
            "allow: [[]], rate_limit: {requests: 0x10, per: PT1M}|f1:2: a whole number", "allow: [[]], rate_limit: {requests: 50, per: minute}|f1:2: an ISO 8601 duration",
            "allow: [[]], client_rate_limit: {requests: 0, per: PT1M}|f1:2: a whole number", "allow: [[]], client_rate_limit: {requests: 1, per: P32D}|f1:2: per: whole seconds",
            "public: true, client_rate_limit: {requests: 1, per: PT1M}|f1:2: 'client_rate_limit' goes with 'allow'"})
    void refuses_limits_that_could_mean_something_else(String limit, String report) {
        assertThatThrownBy(() -> compile("routes:\n  - {id: a, methods: [GET], path: /a, " + limit + "}")).isInstanceOf(InvalidRoutes.class).hasMessageStartingWith(report);
    }

    @Test
    void reads_limits() {
        RouteTable table = compile("routes:\n  - {id: a, methods: [GET], path: /a, allow: [[]], rate_limit: {requests: 1000000000, per: PT1M}, client_rate_limit: {requests: 5, per: P1D}}\n"
                + "  - {id: b, methods: [GET], path: /b, allow: [[]]}");

        assertThat(match(table, "GET", "/a").limits()).isEqualTo(new RouteLimits(Optional.of(new RateLimit(1_000_000_000, Duration.ofMinutes(1))), Optional.of(new RateLimit(5, Duration.ofDays(1)))));
        assertThat(match(table, "GET", "/b").limits()).isSameAs(RouteLimits.NONE);
    }

    @Test
    void reports_everything_at_once_with_file_and_line() {
        assertThatThrownBy(() -> compile("routes:\n  - {id: a, methods: [GET], path: /a, public: true}\n  - {id: a, methods: [GET], path: /b, public: true}\n  - {id: c, path: /c}",
                "routes:\n  - {id: d, methods: [GET], path: /a, public: true}", "routes: [}", "", "just text"))
                .hasMessage("f1:3: the id 'a' is taken by the rule in f1:2\nf1:4: the rule has no 'methods'\nf1:4: a rule says either 'allow' or 'public: true'\nf3:1: expected the node content, but found '}'\nf4:1: the document is empty\n"
                        + "f5:1: neither a route file (routes: [..]) nor an OpenAPI 3 document (openapi: 3...)\nf2:2: rule 'd' is for the same GET /a as rule 'a' in f1:2");
    }

    @Test
    void reports_every_mistake_of_one_rule() {
        assertThatThrownBy(() -> compile("routes:\n  - id: a b\n    methods: [get]\n    path: a\n    pubic: true\n    allow: [[\"x y\"]]"))
                .hasMessage("f1:5: unknown key 'pubic'; known are id, methods, path, hosts, allow, public, api_key, rate_limit, client_rate_limit, vectors\nf1:2: an id is 1 to 100 letters, digits and . _ : / -\n"
                        + "f1:3: 'get' is no method a rule can be for; methods are upper case\nf1:4: a path begins with /: a\n"
                        + "f1:6: a scope is 1 to 200 printable ASCII characters without space, quote and backslash");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"openapi: 3.1.0~openapi: 3.1.0@secruity: []|f1:2: unknown key 'secruity'", "parameters: []~parmeters: []|f1:11: unknown key 'parmeters'",
            "responses: {}, security: [{oauth: []}]~responses: {}, securtiy: [{oauth: []}]|f1:12: unknown key 'securtiy'", "[{oauth: []}]~[{oauth: [claviger:admin]}]|f1:12: 'claviger:admin' is Claviger's own scope"})
    @DisplayName("A misspelt key of an OpenAPI document would hand an operation to what the document demands of all, or leave it out")
    void refuses_openapi_documents_with_keys_that_mean_nothing(String change, String report) {
        String[] fromTo = change.split("~");
        assertThatThrownBy(() -> compile(PETS.replace(fromTo[0], fromTo[1].replace('@', '\n')))).isInstanceOf(InvalidRoutes.class).hasMessageStartingWith(report);
    }

    @Test
    void refuses_rules_that_no_request_can_reach() {
        assertThatThrownBy(() -> compile("routes:\n  - {id: all, methods: [GET, POST], path: /a/**, public: true}\n  - {id: a, methods: [GET], path: /a, public: true}\n"
                + "  - {id: slash, methods: [GET], path: /a/, public: true}\n  - {id: below, methods: [GET], path: \"/a/{x}/**\", public: true}"))
                .hasMessage("f1:2: no GET request can reach rule 'all': more specific rules take all of /a/**");
    }

    @Test
    void names_every_place_that_asks_for_a_scope_nobody_has_defined() {
        CompiledRoutes compiled = new RouteSources(Map.of(Path.of("f"), "routes:\n  - id: a\n    methods: [GET]\n    path: /a\n    allow: [[known, unknown],\n      [gone]]")).compile();
        ScopeCatalogue catalogue = ScopeCatalogue.of(List.of(new ScopeDefinition("known", Scopes.NONE)));
        assertThat(compiled.unknownScopes(catalogue)).containsExactly("f:5: nobody has defined the scope 'unknown'", "f:6: nobody has defined the scope 'gone'");
    }
}
