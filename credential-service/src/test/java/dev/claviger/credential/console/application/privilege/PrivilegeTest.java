package dev.claviger.credential.console.application.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.usage.fact.TestFacts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Least privilege")
class PrivilegeTest {

    @Inject
    Pool pool;

    private String needed;
    private String rare;
    private String unused;
    private NewClient client;
    private TestConsole console;
    private String path;

    @BeforeEach
    void somebody() {
        needed = AdminApi.newScope();
        rare = AdminApi.newScope();
        unused = AdminApi.newScope();
        client = client(needed, rare, unused);
        TestFacts.seen(pool, client, 31);
        console = TestConsole.of(client.tenant());
        path = console.applications() + "/" + client.id() + "/least-privilege";
    }

    private static NewClient client(String... scopes) {
        return AdminApi.newClient(AdminApi.newTenant(), Map.of("name", "Importer", "environment", "prod", "scopes", List.of(scopes)));
    }

    @Test
    @DisplayName("is proposed from what was needed, taken by one click, and given back by another")
    void narrows_and_gives_back() {
        TestFacts.forwarded(client, "often", 40, needed);
        TestFacts.forwarded(client, "seldom", 1, rare);
        Page page = console.get(path);
        assertThat(page.main()).contains("would have done without 1 of its 3 scopes", "Nothing that gateways let through in the last 30 days would have been refused");
        assertThat(line(page, needed).text()).contains("Needed 40 times", "last today", "Stays: its requests need it");
        assertThat(line(page, unused).text()).contains("Not needed", "Could go");
        assertThat(chosen(page)).containsExactlyInAnyOrder(needed, rare);

        Page done = console.submit(page.form(path));
        assertThat(done.location()).isEqualTo(path + "?done=narrowed");
        assertThat(scopes()).containsExactlyInAnyOrder(needed, rare);
        assertThat(AdminApi.asAdministrator().queryParam("client_id", client.id()).get("/admin/v1/audit").jsonPath().getList("items[0].changed")).containsExactly("scopes");
        assertThat(AdminApi.asGateway().get("/internal/snapshot").jsonPath().getList("revocations.target.client_id")).contains(client.id());
        assertThat(AdminApi.asAdministrator().get(client.path() + "/scope-usage").jsonPath().getList("taken.scopes")).containsExactly(unused);

        Page narrowed = console.get(done.location());
        assertThat(narrowed.main()).contains("The scopes are taken away", "It has no more than its requests", "Taken from it just now: " + unused);
        Page restored = console.submit(narrowed.form(path + "/restore"));
        assertThat(restored.location()).isEqualTo(path + "?done=restored");
        assertThat(scopes()).containsExactlyInAnyOrder(needed, rare, unused);
        assertThat(console.get(path).html().getElementById("taken")).isNull();
    }

    @Test
    @DisplayName("what is chosen is previewed before it can be taken, with the routes it would have refused, how often and on how many days")
    void previews_what_is_chosen() {
        TestFacts.forwarded(client, "often", 40, needed);
        TestFacts.forwarded(client, "export:nightly", 2, rare);
        TestFacts.issued(client, 6, needed + " " + rare);
        Page preview = console.submit(console.get(path).form(path + "/preview"), "scopes", needed);
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.main()).contains("2 requests, and 6 requests for tokens, of the last 30 days would have been refused");
        assertThat(preview.html().select("#preview .rows li").eachText()).anySatisfy(text -> assertThat(text).contains("export:nightly", "in prod", rare, "2 times on 1 day, last today"))
                .anySatisfy(text -> assertThat(text).contains("Tokens by client_credentials", "asking for", "6 times"));
        assertThat(scopes()).hasSize(3);
        assertThat(chosen(preview)).containsExactly(needed);
        assertThat(console.submit(preview.form(path)).status()).isEqualTo(303);
        assertThat(scopes()).containsExactly(needed);
    }

    @Test
    @DisplayName("who has a scope for what it includes is offered that")
    void offers_less() {
        String all = AdminApi.newScope(needed);
        NewClient other = client(all);
        TestFacts.seen(pool, other, 31);
        TestFacts.forwarded(other, "r", 7, needed);
        console = TestConsole.of(other.tenant());
        path = console.applications() + "/" + other.id() + "/least-privilege";
        Page page = console.get(path);
        assertThat(line(page, needed).text()).contains("Offered: it is what is needed of " + all);
        assertThat(line(page, all).text()).contains("Only what it includes was needed, 7 times", "Could go for less");
        assertThat(page.form(path).selectFirst("button").text()).isEqualTo("Change to this scope");
        console.submit(page.form(path));
        assertThat(AdminApi.asAdministrator().get(other.path()).jsonPath().getList("scopes")).containsExactly(needed);
    }

    @Test
    @DisplayName("is not proposed where nothing was seen, and not while some requests may have been the application's")
    void proposes_nothing_without_knowing() {
        Page unseen = console.get(path);
        assertThat(unseen.main()).contains("No gateway has seen a request of it", "Choose fewer and preview them");
        assertThat(unseen.form(path)).isNull();
        assertThat(chosen(unseen)).hasSize(3);
        TestFacts.forwarded(client, "often", 40, needed);
        TestFacts.uncounted(client, 3);
        Page unsure = console.get(path);
        assertThat(unsure.main()).contains("3 requests of the last 30 days may have been its", "So nothing is proposed");
        assertThat(unsure.form(path)).isNull();
        Page preview = console.submit(unsure.form(path + "/preview"), "scopes", needed);
        assertThat(preview.main()).contains("Of some requests it is not known");
        assertThat(console.submit(preview.form(path)).status()).isEqualTo(303);
    }

    @Test
    void a_choice_of_nothing_is_no_choice() {
        Page preview = console.submit(console.get(path).form(path + "/preview"), "scopes", null);
        assertThat(preview.main()).contains("Choose one at least");
        assertThat(preview.form(path)).isNull();
    }

    @Test
    @DisplayName("of two who narrow, the second is told, sees what is there now, and keeps the choice")
    void the_second_of_two_is_told() {
        TestFacts.forwarded(client, "often", 40, needed);
        Element form = console.get(path).form(path);
        AdminApi.asAdministrator().body(Map.of("scopes", List.of(needed, rare))).patch(client.path()).then().statusCode(200);
        Page told = console.submit(form);
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Somebody else has changed this application");
        assertThat(chosen(told)).containsExactly(needed);
        assertThat(scopes()).hasSize(2);
        assertThat(console.submit(told.form(path)).status()).isEqualTo(303);
        assertThat(scopes()).containsExactly(needed);
    }

    @Test
    @DisplayName("what was taken is remembered whoever took it, of the last change that took something, and without what came back since")
    void remembers_what_was_taken() {
        change(needed, rare);
        assertThat(taken()).containsExactly(unused);
        change(needed);
        assertThat(taken()).containsExactly(rare);
        change(needed, unused);
        assertThat(taken()).containsExactly(rare);
        change(needed, unused, rare);
        assertThat(taken()).isNull();
    }

    @Test
    @DisplayName("has its refusal beside the scopes: what was taken and is in no catalogue any more does not come back")
    void does_not_give_back_what_is_gone() {
        change(needed, rare);
        AdminApi.asAdministrator().queryParam("name", unused).delete("/admin/v1/scopes").then().statusCode(204);
        Page refused = console.submit(console.get(path).form(path + "/restore"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("scopes-wrong").text()).contains("not in the catalogue: " + unused);
    }

    @Test
    @DisplayName("is in what is said before an application or a secret ends: what its requests needed, and what it only has")
    void is_told_before_an_end() {
        String application = console.applications() + "/" + client.id();
        assertThat(console.get(application + "/disable").main()).contains("No gateway let a request of it through in the last 30 days that needed a scope", needed, rare, unused);
        TestFacts.forwarded(client, "often", 40, needed);
        TestFacts.uncounted(client, 3);
        for (String end : Stream.of("disable", "delete", "secrets/replace", "secrets/" + client.credential() + "/revoke").map(end -> application + "/" + end).toList()) {
            assertThat(console.get(end).main()).as(end).contains("Its requests in prod of the last 30 days needed " + needed + " (40 times, last today)", "which it has as well", unused, "3 further requests may have been its");
        }
    }

    @Test
    @DisplayName("of less than 30 days says since when it was counted, takes nothing away by itself, and has the proposal a click away")
    void does_not_speak_of_days_it_has_not_seen() {
        TestFacts.forwarded(client, "often", 40, needed);
        TestFacts.forwarded(client, "seldom", 1, rare);
        TestFacts.seen(pool, client, 29);
        String day = Moments.exactly(LocalDate.now(ZoneOffset.UTC).minusDays(29));
        Page page = console.get(path);
        assertThat(page.html().select(".notice.warn").text()).contains("Its requests since " + day + " would have done without 1 of its 3 scopes", "Before that its requests were not counted", "So all that it has stays chosen");
        assertThat(page.main()).contains("needed since " + day).doesNotContain("30 days", "Could go");
        assertThat(line(page, unused).text()).contains("Not needed", "Too early to say");
        assertThat(chosen(page)).hasSize(3);
        assertThat(page.form(path)).isNull();
        Page preview = console.submit(page.html().getElementById("offered").closest("form"));
        assertThat(chosen(preview)).containsExactlyInAnyOrder(needed, rare);
        assertThat(preview.main()).contains("let through since " + day + " would have been refused").doesNotContain("30 days", "Of some requests it is not known");
        assertThat(console.submit(preview.form(path)).location()).isEqualTo(path + "?done=narrowed");
        assertThat(scopes()).containsExactlyInAnyOrder(needed, rare);
    }

    @Test
    @DisplayName("judges an application by the time since it was made, and says so before it ends")
    void judges_what_is_new_by_its_age() {
        TestFacts.forwarded(client, "often", 40, needed);
        NewClient young = client(needed, unused);
        TestFacts.forwarded(young, "often", 40, needed);
        String today = Moments.exactly(LocalDate.now(ZoneOffset.UTC));
        String application = TestConsole.of(young.tenant()).applications() + "/" + young.id();
        assertThat(TestConsole.of(young.tenant()).get(application + "/disable").main()).contains("Its requests in prod since " + today + " needed " + needed, "Before that its requests were not counted").doesNotContain("30 days");
        AdminApi.asAdministrator().get(young.path() + "/scope-usage").then().body("seen_days", equalTo(0)).body("since", equalTo(AdminApi.asAdministrator().get(young.path()).path("created_at")));
        AdminApi.asAdministrator().get(client.path() + "/scope-usage").then().body("seen_days", equalTo(30)).body("since", startsWith(LocalDate.now(ZoneOffset.UTC).minusDays(30).toString()));
    }

    private void change(String... scopes) {
        AdminApi.asAdministrator().body(Map.of("scopes", List.of(scopes))).patch(client.path()).then().statusCode(200);
    }

    private List<String> taken() {
        return AdminApi.asAdministrator().get(client.path() + "/scope-usage").jsonPath().getList("taken.scopes");
    }

    private List<String> scopes() {
        return AdminApi.asAdministrator().get(client.path()).jsonPath().getList("scopes");
    }

    private static List<String> chosen(Page page) {
        return page.html().select("#scopes input[checked]").eachAttr("value");
    }

    private static Element line(Page page, String scope) {
        return page.html().select("#scopes li").stream().filter(line -> line.selectFirst(".name").text().equals(scope)).findFirst().orElseThrow();
    }
}
