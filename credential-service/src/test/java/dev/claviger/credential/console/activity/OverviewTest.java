package dev.claviger.credential.console.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The first page of the room Activity")
class OverviewTest {

    private static final long HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS).getEpochSecond();

    @Inject
    Pool pool;

    private String tenant;
    private TestConsole console;

    @BeforeEach
    void somebody() {
        tenant = AdminApi.newTenant();
        console = TestConsole.of(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24h", "7d", "30d"})
    @DisplayName("draws what happened, tells it on hover, in a sentence and in a table, with the same numbers")
    void draws_what_happened(String period) {
        NewClient client = AdminApi.newClient(tenant, AdminApi.newScope());
        report(fact(client.id(), "forwarded", null, 1204), fact(client.id(), "aborted", null, 3), fact(client.id(), "refused", "scope_missing", 17));
        tokens(fact(client.id(), "issued", null, 44), fact(client.id(), "refused", "invalid_scope", 5));
        Page page = console.get(activity() + "?period=" + period);
        assertThat(page.html().select("figure h2").eachText()).containsExactly("Requests", "Tokens issued", "Refusals");
        assertThat(page.html().select("figure .sum").eachText()).containsExactly("1,224", "44", "22");
        assertThat(page.html().select("svg[role=img]").eachAttr("aria-label")).allMatch(text -> text.contains("Most at")).anyMatch(text -> text.startsWith("Requests: 1,204 forwarded, 3 broken off, 17 refused."));
        assertThat(page.html().select("figure rect title").eachText()).anyMatch(text -> text.endsWith(": 1,204 forwarded, 3 broken off, 17 refused")).anyMatch(text -> text.endsWith(": 44 issued"));
        assertThat(page.html().select(".figures tbody td").eachText()).containsExactly("1,204", "3", "17", "44", "5");
        assertThat(page.html().select(".tabs a[aria-current=true]").attr("href")).isEqualTo(activity() + "?period=" + period);
        assertThat(page.answer().asString()).doesNotContain(" style=").doesNotContain("<script>");
    }

    @Test
    @DisplayName("where nothing happened it says so, and is no wider than an empty page")
    void says_that_nothing_happened() {
        Page page = console.get(activity());
        assertThat(page.main()).contains("Nothing in this time", "Nothing was refused in this time", "None that is known was refused");
        assertThat(page.html().select("svg[role=img], table")).isEmpty();
    }

    @Test
    @DisplayName("each reason stands with what it means, how to mend it and who can; applications refused most with their names as they are")
    void tells_why_something_was_refused() {
        NewClient client = AdminApi.newClient(tenant, Map.of("name", "Payroll <script>alert(1)</script>", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        report(fact(client.id(), "refused", "scope_missing", 17), fact(client.id(), "refused", "token_expired", 2), fact(null, "refused", "no_token", 900), fact(null, "refused", "reason_of_another_release", 1), fact("other", "refused", "rate_limited", 3));
        tokens(fact(client.id(), "refused", "invalid_scope", 4));
        Page page = console.get(activity());
        assertThat(page.html().select("#live .name").eachText()).startsWith("No access token was sent.", "The token lacks a scope that the route needs.", "A scope was asked for that the application does not have.")
                .endsWith("Reason of another release.");
        assertThat(page.main()).contains("Ask for a token with the scopes the route needs; register the application for them if it is not; or change the route.", "You Ask for a token", "Who runs the application Send the token");
        assertThat(page.html().select("section[aria-labelledby=who] .name").eachText()).containsExactly("Payroll <script>alert(1)</script>", "Others, too many to count by themselves");
        assertThat(page.html().select("section[aria-labelledby=who] a").attr("href")).isEqualTo(console.applications() + "/" + client.id());
        assertThat(page.html().select("section[aria-labelledby=who] .figure").eachText()).containsExactly("23", "3");
        assertThat(page.main()).contains("Mostly: The token lacks a scope");
        assertThat(page.html().select("script:not([src])")).isEmpty();
        AdminApi.asAdministrator().delete(client.path()).then().statusCode(204);
        assertThat(console.get(activity()).main()).contains(client.id() + ", deleted since");
    }

    @Test
    @DisplayName("what renews itself is a part of the page; opened by itself it is the page")
    void renews_a_part() {
        report(fact(null, "refused", "no_token", 9));
        String live = console.get(activity() + "?period=7d").html().getElementById("live").attr("hx-get");
        assertThat(live).isEqualTo(activity() + "/refusals?period=7d");
        assertThat(console.get(live).location()).isEqualTo(activity() + "?period=7d");
        String part = console.session().request().header("HX-Request", "true").get(live).then().statusCode(200).extract().asString();
        assertThat(part).contains("No access token was sent.", "Renewed every 10 seconds").doesNotContain("<html").doesNotContain("<figure")
                .as("a row for each application and reason is not summed every ten seconds").doesNotContain("refused most");
    }

    @Test
    @DisplayName("a page that renews itself keeps no session alive, and is told when it is over instead of being signed in anew")
    void keeps_no_session_alive() {
        String live = activity() + "/refusals";
        pool.preparedQuery("update console_session set used_at = now() - interval '20 minutes' where tenant_id = $1").executeAndAwait(Tuple.of(tenant));
        renew(live).then().statusCode(200);
        assertThat(idleMinutes()).isGreaterThanOrEqualTo(20);
        assertThat(console.get(activity()).status()).isEqualTo(200);
        assertThat(idleMinutes()).isZero();
        pool.preparedQuery("update console_session set used_at = now() - interval '31 minutes' where tenant_id = $1").executeAndAwait(Tuple.of(tenant));
        Response over = renew(live);
        assertThat(over.statusCode()).isEqualTo(286);
        assertThat(over.asString()).contains("signed out");
        assertThat(over.header("HX-Redirect")).isNull();
    }

    @Test
    @DisplayName("shows nothing of another tenant")
    void is_of_one_tenant() {
        report(fact(null, "refused", "no_token", 9));
        assertThat(TestConsole.of(AdminApi.newTenant()).get(activity()).status()).isEqualTo(404);
        TestConsole other = TestConsole.of(AdminApi.newTenant());
        assertThat(other.get("/console/" + other.tenant() + "/activity").main()).contains("Nothing in this time").doesNotContain("no_token");
    }

    private Response renew(String live) {
        return console.session().request().header("HX-Request", "true").header("HX-Trigger", "live").get(live);
    }

    private long idleMinutes() {
        return pool.preparedQuery("select cast(extract(epoch from now() - used_at) / 60 as bigint) from console_session where tenant_id = $1").executeAndAwait(Tuple.of(tenant)).iterator().next().getLong(0);
    }

    private String activity() {
        return "/console/" + tenant + "/activity";
    }

    private void report(Object... facts) {
        AdminApi.asGateway().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "facts", List.of(facts))).post("/internal/usage").then().statusCode(204);
    }

    private void tokens(Object... facts) {
        AdminApi.asTokenService().body(Map.of("batch_id", UUID.randomUUID().toString(), "uses", List.of(), "facts", List.of(facts))).post("/internal/usage").then().statusCode(204);
    }

    private Map<String, Object> fact(String client, String outcome, String reason, int count) {
        Map<String, Object> fact = new HashMap<>(Map.of("hour", HOUR, "tenant", tenant, "environment", "prod", "outcome", outcome, "count", count));
        if (client != null) {
            fact.put("client_id", client);
        }
        if (reason != null) {
            fact.put("reason", reason);
        }
        return fact;
    }
}
