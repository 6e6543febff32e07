package dev.claviger.credential.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("The list of people")
class PeopleTest {

    @Inject
    Pool pool;

    private TestConsole console;
    private String room;

    @BeforeEach
    void a_tenant() {
        console = TestConsole.of(AdminApi.newTenant());
        room = "/console/" + console.tenant() + "/people";
    }

    @Test
    @DisplayName("names each with state, role, and when they last signed in; by name, and by user name who has none")
    void tells_of_each() {
        TestPeople.newPerson(console.tenant(), Map.of("username", "zoe", "name", "Ada Example", "email", "ada@acme.example", "role", "tenant_administrator")).signIn(TestPeople.PASSWORD)
                .then().statusCode(200);
        TestPeople.create(console.tenant(), Map.of("username", "bob")).then().statusCode(201);
        TestPeople.create(console.tenant(), Map.of("username", "carol", "disabled", true)).then().statusCode(201);
        Page page = console.get(room);
        assertThat(page.html().select("td.first a").eachText()).startsWith("Ada Example").containsSubsequence("Ada Example", "bob", "carol");
        assertThat(row(page, "Ada Example")).contains("zoe · ada@acme.example", "Active", "Administrator", "just now");
        assertThat(row(page, "bob")).contains("Cannot sign in yet", "Member", "–");
        assertThat(row(page, "carol")).contains("Disabled");
    }

    @Test
    @DisplayName("is searched by name, user name and address, whatever signs are typed, and filtered by state")
    void finds() {
        TestPeople.newPerson(console.tenant(), Map.of("username", "dora", "name", "Dora 100%", "email", "d@Example.com"));
        TestPeople.create(console.tenant(), Map.of("username", "emil", "disabled", true)).then().statusCode(201);
        for (String typed : List.of("dora", "100%25", "d@EXAMPLE")) {
            assertThat(found("?search=" + typed)).as(typed).containsExactly("Dora 100%");
        }
        assertThat(found("?search=_ora")).isEmpty();
        assertThat(found("?state=disabled")).containsExactly("emil");
        assertThat(found("?state=invited")).isEmpty();
        assertThat(found("?state=active&search=dora")).containsExactly("Dora 100%");
        assertThat(console.get(room + "?search=nobody").main()).contains("Nobody like that here");
    }

    @Test
    @DisplayName("is paged by 25, each of them once, also where many bear one name")
    void is_paged() {
        for (int number = 0; number < 27; number++) {
            pool.preparedQuery("insert into person (tenant_id, username, name, created_at, updated_at, version) values ($1, $2, 'Same Name', now(), now(), 0)")
                    .executeAndAwait(Tuple.of(console.tenant(), "same-" + number));
        }
        Page first = console.get(room + "?search=same");
        Page second = console.get(first.html().selectFirst("a[rel=next]").attr("href"));
        List<String> paths = first.html().select("td.first a").eachAttr("href");
        assertThat(paths).hasSize(25).doesNotContainAnyElementsOf(second.html().select("td.first a").eachAttr("href"));
        assertThat(second.html().select("td.first a")).hasSize(2);
        assertThat(second.html().selectFirst("a[rel=next]")).isNull();
    }

    @Test
    @DisplayName("tells at whom somebody guesses, in whatever case the name was typed")
    void tells_of_guesses() {
        TestPerson guessed = TestPeople.newPerson(console.tenant(), Map.of("username", "Greta"));
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(guessed.outcomeOf(Map.of("password", "wrong wrong wrong"))).isEqualTo("refused");
        }
        assertThat(guessed.outcomeOf(Map.of("password", "wrong wrong wrong"))).isEqualTo("too_many");
        assertThat(row(console.get(room), "Greta")).contains("Guessed at");
        assertThat(console.get(room + "/" + guessed.id()).main()).contains("Somebody has guessed at this password");
        assertThat(row(console.get(room), console.session().person().username())).doesNotContain("Guessed at");
    }

    @Test
    void shows_markup_in_names_as_text() {
        TestPeople.newPerson(console.tenant(), Map.of("username", "<i>x</i>", "name", "<script>alert(1)</script>"));
        Page page = console.get(room);
        assertThat(page.html().select("td.first a").eachText()).contains("<script>alert(1)</script>");
        assertThat(page.html().select("main script, main i")).isEmpty();
    }

    @Test
    @DisplayName("is read by its index, and so costs the same for 10,000 people")
    void is_read_by_its_index() {
        StringBuilder plan = new StringBuilder();
        pool.withTransactionAndAwait(connection -> connection.query("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off").execute()
                .chain(() -> connection.query("explain select id from person where tenant_id = '" + console.tenant() + "' and (lower(coalesce(name, username)), id) > ('', 0)"
                        + " order by lower(coalesce(name, username)), id limit 26").execute())
                .invoke(rows -> rows.forEach(row -> plan.append(row.getString(0)).append('\n'))));
        assertThat(plan.toString()).contains("person_by_name").doesNotContain("Sort");
    }

    private List<String> found(String query) {
        return console.get(room + query).html().select("td.first a").eachText();
    }

    private static String row(Page page, String name) {
        return page.html().select("tbody tr").stream().filter(row -> row.selectFirst("td.first a").text().equals(name)).findFirst().orElseThrow().text();
    }
}
