package dev.claviger.credential.usage.fact;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asGateway;
import static dev.claviger.credential.AdminApi.asTokenService;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.usage.follower.Followers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
class UsageFactsTest {

    private static final long HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS).getEpochSecond();

    @Inject
    Pool pool;
    @Inject
    Followers followers;

    @Test
    void adds_up_what_gateways_and_token_services_report_and_counts_no_batch_twice() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        Map<String, Object> batch = batch(forwarded(client, "things-read", 3, "a b", "c"), refused(client.tenant(), "token_expired", 2));
        asGateway().body(batch).post("/internal/usage").then().statusCode(204);
        asGateway().body(batch).post("/internal/usage").then().statusCode(204);
        asGateway().body(batch(forwarded(client, "things-read", 4, "a b", "c"))).post("/internal/usage").then().statusCode(204);
        asTokenService().body(batch(fact(client, "issued", Map.of("route", "client_credentials", "count", 5)))).post("/internal/usage").then().statusCode(204);

        for (String step : List.of("hour", "day")) {
            usage(client.tenant()).then().statusCode(200);
            asAdministrator().queryParam("step", step).get("/admin/v1/tenants/" + client.tenant() + "/usage").then().statusCode(200).body("items", hasSize(3))
                    .body("items.find { it.outcome == 'forwarded' }.requests", equalTo(7)).body("items.find { it.outcome == 'forwarded' }.source", equalTo("gateway"))
                    .body("items.find { it.outcome == 'refused' }.requests", equalTo(2)).body("items.find { it.outcome == 'refused' }.reason", equalTo("token_expired"))
                    .body("items.find { it.outcome == 'issued' }.requests", equalTo(5)).body("items.find { it.outcome == 'issued' }.source", equalTo("token-service"))
                    .body("items.find { it.outcome == 'issued' }.reason", nullValue());
        }
        asAdministrator().queryParam("environment", "sandbox").get("/admin/v1/tenants/" + client.tenant() + "/usage").then().body("items", empty());
        asAdministrator().get("/admin/v1/tenants/" + client.tenant() + "/usage/clients").then().statusCode(200)
                .body("items.client_id", contains(client.id(), client.id())).body("items.outcome", contains("forwarded", "issued")).body("items.requests", contains(7, 5))
                .body("items.last_on", hasItem(Instant.now().toString().substring(0, 10)));
    }

    @Test
    @DisplayName("eight gateways report the same clients at once, each in another order: every count is there, and none waits for another for ever")
    void adds_up_what_many_report_at_once() {
        String tenant = AdminApi.newTenant();
        List<NewClient> clients = Stream.generate(() -> AdminApi.newClient(tenant, AdminApi.newScope())).limit(4).toList();
        List<CompletableFuture<Void>> gateways = IntStream.range(0, 8).mapToObj(gateway -> CompletableFuture.runAsync(() -> asGateway().body(batch(
                IntStream.range(0, 4).mapToObj(n -> forwarded(clients.get((n * (gateway % 2 == 0 ? 1 : 3) + gateway) % 4), "r", 1, "a")).toArray())).post("/internal/usage").then().statusCode(204))).toList();
        gateways.forEach(CompletableFuture::join);
        usage(tenant).then().body("items.requests", contains(32));
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/usage/clients").then().body("items.requests", contains(8, 8, 8, 8));
    }

    @Test
    void shows_clients_a_page_at_a_time() {
        String tenant = AdminApi.newTenant();
        asGateway().body(batch(Stream.generate(() -> AdminApi.newClient(tenant, AdminApi.newScope())).limit(3).flatMap(client ->
                Stream.of(forwarded(client, "r", 1, "a"), fact(client, "refused", Map.of("route", "r", "reason", "scope_missing", "count", 1)))).toArray())).post("/internal/usage").then().statusCode(204);
        Response first = asAdministrator().queryParam("limit", 2).get("/admin/v1/tenants/" + tenant + "/usage/clients");
        first.then().body("items", hasSize(4)).body("next", not(nullValue()));
        asAdministrator().queryParam("limit", 2).queryParam("after", first.<String>path("next")).get("/admin/v1/tenants/" + tenant + "/usage/clients").then()
                .body("items", hasSize(2)).body("next", nullValue());
    }

    @Test
    @DisplayName("a tenant's administrator sees nothing of another tenant, nor of hosts that are nobody's, nor which replicas there are")
    void keeps_tenants_apart() {
        NewClient ours = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        NewClient theirs = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asGateway().body(batch(forwarded(theirs, "r", 1, "a"), forwarded(ours, "r", 2, "a"))).post("/internal/usage").then().statusCode(204);
        for (String path : List.of("/usage", "/usage?step=day", "/usage/clients", "/scope-holders", "/scope-holders/of?scope=a", "/clients/" + theirs.id() + "/scope-usage")) {
            as(ours.tenantToken()).get("/admin/v1/tenants/" + theirs.tenant() + path).then().statusCode(404);
        }
        as(ours.tenantToken()).get("/admin/v1/tenants/" + ours.tenant() + "/clients/" + theirs.id() + "/scope-usage").then().statusCode(404);
        as(ours.tenantToken()).get("/admin/v1/tenants/" + ours.tenant() + "/usage").then().statusCode(200).body("items.requests", contains(2));
        as(ours.tenantToken()).get("/admin/v1/usage/unknown-hosts").then().statusCode(403);
        as(ours.tenantToken()).get("/admin/v1/followers").then().statusCode(403);
    }

    @Test
    void tells_the_platform_of_hosts_that_are_nobodys() {
        asGateway().body(batch(Map.of("hour", HOUR, "outcome", "refused", "reason", "host_unknown", "count", 9))).post("/internal/usage").then().statusCode(204);
        asAdministrator().get("/admin/v1/usage/unknown-hosts").then().statusCode(200).body("items.reason", hasItem("host_unknown"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hour=3601", "hour=0", "hour=4102444800", "count=0", "outcome=issued", "outcome=forwarded;reason=scope_missing", "outcome=refused", "reason=<script>",
            "route=a b", "client_id=x", "tenant=", "environment=", "client_id=;route=r", "tenant=Not One"})
    void refuses_facts_that_no_gateway_has(String nonsense) {
        Map<String, Object> fact = new HashMap<>(forwarded(AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope()), "r", 1, "a"));
        for (String change : nonsense.split(";")) {
            String[] member = change.split("=", 2);
            fact.put(member[0], member[1].isEmpty() ? null : member[1].matches("[0-9]+") ? (Object) Long.valueOf(member[1]) : member[1]);
        }
        asGateway().body(batch(fact)).post("/internal/usage").then().statusCode(400);
    }

    @Test
    void refuses_what_is_too_much() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asGateway().body(batch(IntStream.range(0, 1001).mapToObj(n -> refused(client.tenant(), "no_token", 1)).toArray())).post("/internal/usage").then().statusCode(400)
                .body("detail", startsWith("facts: at most 1000"));
        asGateway().body(batch(forwarded(client, "r", 1, "x".repeat(200) + " " + "y".repeat(200), "z".repeat(200), "u".repeat(200), "v".repeat(200)))).post("/internal/usage").then().statusCode(400);
    }

    @Test
    @DisplayName("a token-service does not speak of what gateways did, nor a gateway of tokens")
    void believes_each_of_its_own_only() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asTokenService().body(batch(forwarded(client, "r", 1, "a"))).post("/internal/usage").then().statusCode(400);
        asGateway().body(batch(fact(client, "issued", Map.of("count", 1)))).post("/internal/usage").then().statusCode(400);
    }

    @Test
    void proposes_fewer_scopes_and_foresees_what_they_would_refuse() {
        String needed = AdminApi.newScope();
        String rare = AdminApi.newScope();
        String unused = AdminApi.newScope();
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), needed, rare, unused);
        asGateway().body(batch(forwarded(client, "often", 40, needed), forwarded(client, "seldom", 2, rare),
                fact(client, "refused", Map.of("route", "other", "needs", List.of(unused), "reason", "rate_limited", "count", 3)))).post("/internal/usage").then().statusCode(204);
        asTokenService().body(batch(fact(client, "issued", Map.of("route", "client_credentials", "needs", List.of(needed + " " + rare), "count", 6)))).post("/internal/usage").then().statusCode(204);

        String path = client.path() + "/scope-usage";
        as(client.tenantToken()).get(path).then().statusCode(200).body("proposal", contains(Stream.of(needed, rare).sorted().toArray()))
                .body("scopes.find { it.name == '" + unused + "' }.use", equalTo("unused")).body("scopes.find { it.name == '" + needed + "' }.use", equalTo("needed"))
                .body("scopes.find { it.name == '" + needed + "' }.requests", equalTo(40)).body("preview.requests", equalTo(0)).body("preview.token_requests", equalTo(0));
        asAdministrator().queryParam("scopes", needed).get(path).then().statusCode(200).body("preview.requests", equalTo(2)).body("preview.token_requests", equalTo(6))
                .body("preview.refused.route", contains("seldom", "client_credentials")).body("preview.refused.days", contains(1, 1));
        asAdministrator().queryParam("scopes", "\"").get(path).then().statusCode(400);
    }

    @Test
    @DisplayName("for each scope: who has it, by itself or by what implies it, who used it and who never did")
    void tells_who_has_a_scope_and_uses_it() {
        String read = AdminApi.newScope();
        String all = AdminApi.newScope(read);
        String tenant = AdminApi.newTenant();
        NewClient used = AdminApi.newClient(tenant, all);
        NewClient idle = AdminApi.newClient(tenant, read);
        asGateway().body(batch(forwarded(used, "r", 4, read))).post("/internal/usage").then().statusCode(204);
        pool.query("update usage_need set first_day = first_day - interval '40 days' where tenant_id = '" + tenant + "'").executeAndAwait();

        as(used.tenantToken()).get("/admin/v1/tenants/" + tenant + "/scope-holders").then().statusCode(200).body("items.scope", contains(Stream.of(all, read).sorted().toArray()))
                .body("items.find { it.scope == '" + read + "' }.holders", equalTo(2)).body("items.find { it.scope == '" + read + "' }.registered", equalTo(1))
                .body("items.find { it.scope == '" + read + "' }.last_used_on", equalTo(Instant.now().toString().substring(0, 10))).body("items.find { it.scope == '" + all + "' }.last_used_on", nullValue());
        as(used.tenantToken()).queryParam("scope", read).get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().statusCode(200).body("items.client_id", contains(idle.id(), used.id()))
                .body("items.registered", contains(true, false)).body("items.last_used_on", contains(nullValue(), equalTo(Instant.now().toString().substring(0, 10))))
                .body("all.holders", equalTo(2)).body("all.registered", equalTo(1)).body("all.used_lately", equalTo(1)).body("all.never_used", equalTo(1));
        asAdministrator().queryParam("scope", all).get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().body("all.holders", equalTo(1)).body("all.never_used", equalTo(1));
        pool.query("update usage_need set last_day = last_day - interval '31 days' where tenant_id = '" + tenant + "'").executeAndAwait();
        asAdministrator().queryParam("scope", read).get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().body("all.used_lately", equalTo(0)).body("all.never_used", equalTo(1))
                .body("all.last_used_on", equalTo(Instant.now().minus(31, ChronoUnit.DAYS).toString().substring(0, 10)));
        asAdministrator().queryParam("scope", "none-of-that-name").get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().statusCode(200).body("items", empty()).body("all.holders", equalTo(0));
        asAdministrator().get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().statusCode(400);
    }

    @Test
    void shows_who_has_a_scope_a_page_at_a_time() {
        String scope = AdminApi.newScope();
        String tenant = AdminApi.newTenant();
        List<NewClient> clients = Stream.generate(() -> AdminApi.newClient(tenant, scope)).limit(5).toList();
        asGateway().body(batch(forwarded(clients.get(0), "r", 1, scope), forwarded(clients.get(1), "r", 1, scope), forwarded(clients.get(2), "r", 1, scope))).post("/internal/usage").then().statusCode(204);
        for (int i = 1; i < 3; i++) {
            pool.query("update usage_need set last_day = last_day - interval '" + 40 * i + " days' where client_id = '" + clients.get(i).id() + "'").executeAndAwait();
        }
        List<String> never = clients.subList(3, 5).stream().map(NewClient::id).sorted().toList();
        Response first = holders(tenant, scope, "");
        first.then().body("items.client_id", contains(never.get(0), never.get(1), clients.get(2).id()));
        holders(tenant, scope, first.path("next")).then().body("items.client_id", contains(clients.get(1).id(), clients.get(0).id())).body("next", nullValue());
        Map<String, List<String>> byUse = Map.of("lately", List.of(clients.get(0).id()), "earlier", List.of(clients.get(2).id(), clients.get(1).id()), "never", never);
        byUse.forEach((use, ids) -> asAdministrator().queryParam("scope", scope).queryParam("used", use).get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then()
                .statusCode(200).body("items.client_id", equalTo(ids)));
        asAdministrator().queryParam("scope", scope).queryParam("used", "often").get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().statusCode(400);
        asAdministrator().queryParam("scope", scope).queryParam("after", "bm8tZGF5").get("/admin/v1/tenants/" + tenant + "/scope-holders/of").then().statusCode(400).body("errors.after", not(nullValue()));
    }

    @Test
    @DisplayName("a scope is needed by its whole name, in any of a route's alternatives: no other name that it is part of counts")
    void tells_scopes_apart_whose_names_begin_alike() {
        String scope = AdminApi.newScope();
        String tenant = AdminApi.newTenant();
        NewClient client = AdminApi.newClient(tenant, scope);
        asGateway().body(batch(forwarded(client, "r", 4, scope + "-all", "x" + scope + " other"))).post("/internal/usage").then().statusCode(204);
        holders(tenant, scope, "").then().body("all.never_used", equalTo(1));
        asGateway().body(batch(forwarded(client, "s", 4, "other", "another " + scope))).post("/internal/usage").then().statusCode(204);
        holders(tenant, scope, "").then().body("all.never_used", equalTo(0)).body("all.used_lately", equalTo(1));
    }

    private static Response holders(String tenant, String scope, String after) {
        return asAdministrator().queryParam("scope", scope).queryParam("limit", 3).queryParam("after", after).get("/admin/v1/tenants/" + tenant + "/scope-holders/of");
    }

    @Test
    @DisplayName("while a gateway had clients it could not count by themselves, nothing is concluded from what is missing")
    void proposes_nothing_while_some_requests_may_be_anybodys() {
        String needed = AdminApi.newScope();
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), needed, AdminApi.newScope());
        Map<String, Object> others = fact(client, "forwarded", Map.of("client_id", "other", "count", 2));
        asGateway().body(batch(forwarded(client, "r", 4, needed), others)).post("/internal/usage").then().statusCode(204);
        asAdministrator().get(client.path() + "/scope-usage").then().statusCode(200).body("proposal", nullValue()).body("requests_of_unknown_need", equalTo(2));
    }

    @Test
    @DisplayName("how far each follower has come is what it said last; one that fell silent is forgotten after an hour")
    void tells_how_far_followers_have_come() {
        String replica = AdminApi.fresh("gateway");
        String feed = asGateway().get("/internal/snapshot").path("feed_id");
        for (long position : new long[] {0, AdminApi.position()}) {
            asGateway().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower",
                    Map.of("replica", replica, "feed_id", feed, "position", position, "age_millis", 1500))).post("/internal/usage").then().statusCode(204);
        }
        String ours = "items.find { it.replica == '" + replica + "' }";
        asAdministrator().get("/admin/v1/followers").then().statusCode(200).body(ours + ".role", equalTo("gateway")).body(ours + ".age_seconds", equalTo(1.5f))
                .body(ours + ".position", hasToString(Long.toString(AdminApi.position()))).body(ours + ".behind", equalTo(0));
        pool.query("update follower_report set reported_at = now() - interval '61 minutes' where replica = '" + replica + "'").executeAndAwait();
        followers.forget().await().indefinitely();
        asAdministrator().get("/admin/v1/followers").then().body("items.replica", not(hasItem(replica)));
        asGateway().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "follower",
                Map.of("replica", "<b>", "feed_id", feed, "position", 1, "age_millis", 1))).post("/internal/usage").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hours", "days", "clients", "routes", "needs"})
    @DisplayName("what a page asks is read by index, of its tenant and no other, however much others do")
    void reads_by_index(String question) {
        pool.query("insert into usage_day select date_trunc('day', now()), 'zz-plan-' || n % 50, 'client' || n, 'prod', 'gateway', 'forwarded', '', 'r', '', 1 from generate_series(1, 5000) n"
                + " on conflict do nothing").executeAndAwait();
        pool.query("insert into usage_need select 'zz-plan-' || n % 50, 'client' || n, 'gateway', 'a', now(), now() from generate_series(1, 5000) n on conflict do nothing").executeAndAwait();
        pool.query("insert into usage_hour select date_trunc('hour', now()) - make_interval(hours => n % 12), 'zz-plan-' || n, 'prod', 'gateway', 'forwarded', '', 1 from generate_series(1, 5000) n"
                + " on conflict do nothing").executeAndAwait();
        pool.query("analyze usage_day").executeAndAwait();
        pool.query("analyze usage_hour").executeAndAwait();
        pool.query("analyze usage_need").executeAndAwait();
        OffsetDateTime from = OffsetDateTime.now().minusDays(2);
        OffsetDateTime to = OffsetDateTime.now();
        Tuple values = switch (question) {
            case "hours", "days" -> Tuple.of("zz-plan-7", from, to, "");
            case "clients" -> Tuple.of("zz-plan-7", from, to, "", 10);
            case "routes" -> Tuple.of("zz-plan-7", "client7", from, to, 10);
            default -> Tuple.of("zz-plan-7");
        };
        String sql = Map.of("hours", UsageFacts.HOURS, "days", UsageFacts.DAYS, "clients", UsageFacts.CLIENTS, "routes", UsageFacts.ROUTES, "needs", UsageFacts.NEEDS).get(question);
        String plan = pool.preparedQuery("explain " + sql).executeAndAwait(values).stream().map(row -> row.getString(0)).collect(Collectors.joining("\n"));
        assertThat(plan).containsPattern("Index (Only )?(Cond|Scan)").doesNotContain("Seq Scan on usage_day_first").doesNotContain("Seq Scan on usage_hour_first").doesNotContain("Seq Scan on usage_need");
    }

    @Test
    void says_of_a_client_that_did_nothing_just_that() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asAdministrator().get(client.path() + "/scope-usage").then().statusCode(200).body("proposal", nullValue()).body("preview", nullValue()).body("routes", empty());
    }

    @Test
    @DisplayName("whoever gets a deleted tenant's id later finds nothing of what that one did")
    void goes_with_its_tenant() {
        NewClient client = AdminApi.newClient(AdminApi.newTenant(), AdminApi.newScope());
        asGateway().body(batch(forwarded(client, "r", 1, "a"))).post("/internal/usage").then().statusCode(204);
        asAdministrator().delete("/admin/v1/tenants/" + client.tenant()).then().statusCode(204);
        assertThat(pool.query("select (select count(*) from usage_hour where tenant_id = '" + client.tenant() + "') + (select count(*) from usage_day where tenant_id = '"
                + client.tenant() + "') + (select count(*) from usage_need where tenant_id = '" + client.tenant() + "')").executeAndAwait().iterator().next().getLong(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"step=week", "from=yesterday", "from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z", "from=2020-01-01T00:00:00Z", "environment=X"})
    void refuses_questions_that_make_no_sense(String query) {
        asAdministrator().get("/admin/v1/tenants/" + AdminApi.newTenant() + "/usage?" + query).then().statusCode(400);
    }

    private static Response usage(String tenant) {
        return asAdministrator().get("/admin/v1/tenants/" + tenant + "/usage");
    }

    private static Map<String, Object> batch(Object... facts) {
        return Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "facts", List.of(facts));
    }

    private static Map<String, Object> forwarded(NewClient client, String route, int count, String... needs) {
        return fact(client, "forwarded", Map.of("route", route, "needs", List.of(needs), "count", count));
    }

    private static Map<String, Object> refused(String tenant, String reason, int count) {
        return Map.of("hour", HOUR, "tenant", tenant, "environment", "prod", "outcome", "refused", "reason", reason, "count", count);
    }

    private static Map<String, Object> fact(NewClient client, String outcome, Map<String, Object> more) {
        Map<String, Object> fact = new HashMap<>(Map.of("hour", HOUR, "tenant", client.tenant(), "environment", "prod", "client_id", client.id(), "outcome", outcome));
        fact.putAll(more);
        return fact;
    }
}
