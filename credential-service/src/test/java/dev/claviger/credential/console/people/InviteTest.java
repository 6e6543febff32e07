package dev.claviger.credential.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.credential.AdminApi;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.console.TestConsole;
import dev.claviger.credential.console.TestConsole.Page;
import dev.claviger.credential.console.session.TestSession;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@DisplayName("Inviting and changing a person, where no mail server is configured")
class InviteTest {

    private TestConsole operator;
    private String room;
    private String form;

    @BeforeEach
    void a_tenant() {
        operator = TestConsole.ofPlatformAdministratorAt(AdminApi.newTenant());
        room = "/console/" + operator.tenant() + "/people";
        form = room + "/new";
    }

    @Test
    @DisplayName("shows an administrator of the platform the link once, in an answer for no cache; sent again, the form makes nobody else and shows none")
    void shows_the_link_once() {
        Element filled = operator.get(form).form(form);
        Page answer = operator.submit(filled, "name", "Ann", "email", "ann@acme.example");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.answer().header("Cache-Control")).startsWith("no-store");
        assertThat(answer.secret()).matches("http://localhost:8081/password/.{20,}");
        Page again = operator.submit(filled, "name", "Ann", "email", "ann@acme.example");
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.location()).endsWith("?done=invited-already");
        Page person = operator.get(again.location());
        assertThat(person.html().outerHtml()).doesNotContain(answer.secret());
        assertThat(person.heading()).isEqualTo("Ann Invited, ends in 7 days");
        assertThat(person.main()).contains("shown once and cannot be shown again", "ann@acme.example", "sent, ends in 7 days");
        assertThat(operator.get(room + "?state=invited").html().select("td.first a").eachText()).containsExactly("Ann");
    }

    @Test
    @DisplayName("takes an invitation back, after asking, and sends another")
    void withdraws_and_invites_again() {
        String path = operator.submit(operator.get(form).form(form), "email", "bob@acme.example").html().selectFirst(".actions a").attr("href");
        Page asked = operator.get(path + "/link/withdraw");
        assertThat(asked.main()).contains("Take back the invitation of bob@acme.example?", "cannot sign in until you send another");
        assertThat(operator.submit(asked.form(path + "/link/withdraw")).location()).isEqualTo(path + "?done=withdrawn");
        Page person = operator.get(path);
        assertThat(person.heading()).contains("Cannot sign in yet");
        assertThat(operator.session().form().post(path + "/link/withdraw").statusCode()).isEqualTo(404);
        assertThat(operator.submit(person.form(path + "/link")).secret()).startsWith("http://localhost:8081/password/");
        String api = "/admin/v1/tenants/" + operator.tenant() + path.substring(path.indexOf("/people/")) + "/invitations";
        AdminApi.asAdministrator().delete(api).then().statusCode(204);
        AdminApi.asAdministrator().delete(api).then().statusCode(404);
        assertThat(AdminApi.asAdministrator().queryParam("tenant", operator.tenant()).get("/admin/v1/audit").jsonPath().getList("items.action")).contains("person.uninvited");
    }

    @Test
    @DisplayName("tells an administrator of the tenant that there is no mail, and makes nobody; without an invitation the person is made")
    void a_tenants_administrator_is_shown_no_link() {
        TestConsole console = TestConsole.of(operator.tenant());
        Page refused = console.submit(console.get(form).form(form), "name", "Ann", "email", "ann@acme.example");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.alert()).contains("No mail server is configured");
        assertThat(refused.html().getElementById("email").val()).isEqualTo("ann@acme.example");
        assertThat(refused.secret()).isEmpty();
        assertThat(console.get(room + "?search=ann@acme").main()).contains("Nobody like that here");
        assertThat(console.submit(refused.form(form), "invite", null).location()).endsWith("?done=created");
        Page again = console.get(console.submit(refused.form(form), "invite", null).location());
        assertThat(again.main()).contains("This was done already", "nobody was invited").doesNotContain("shown once");
        TestPerson known = TestPeople.newPerson(operator.tenant());
        Page noLink = console.submit(console.get(room + "/" + known.id()).form(room + "/" + known.id() + "/link"));
        assertThat(noLink.status()).isEqualTo(409);
        assertThat(noLink.alert()).contains("No mail server is configured");
    }

    @Test
    @DisplayName("says beside each field what is wrong, and loses nothing that was typed")
    void refuses_beside_the_fields() {
        TestPeople.create(operator.tenant(), Map.of("username", "taken")).then().statusCode(201);
        Page refused = operator.submit(operator.get(form).form(form), "name", "  ", "email", "nobody", "username", "with space", "role", "king");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.html().getElementById("email-wrong").text()).isEqualTo("E-mail address must be an e-mail address");
        assertThat(refused.html().getElementById("username-wrong").text()).startsWith("User name must be");
        assertThat(refused.html().getElementById("role-wrong").text()).startsWith("Role must be");
        assertThat(refused.html().getElementById("username").val()).isEqualTo("with space");
        assertThat(operator.submit(operator.get(form).form(form)).html().getElementById("username-wrong").text()).contains("give an e-mail address, or a name to sign in with");
        assertThat(operator.submit(operator.get(form).form(form), "username", "TAKEN", "invite", null).alert()).contains("has that username already");
    }

    @Test
    @DisplayName("changes name, role and limit; a limit that is taken away is gone; of two at once the second is told")
    void changes() {
        String scope = AdminApi.newScope();
        TestPerson ann = TestPeople.newPerson(operator.tenant(), Map.of("name", "Ann"));
        String edit = room + "/" + ann.id() + "/edit";
        Element mine = operator.get(edit).form(edit);
        assertThat(operator.submit(operator.get(edit).form(edit), "name", "Ann Other", "role", "tenant_administrator", "limited", "on", "scopes", scope).location())
                .isEqualTo(room + "/" + ann.id() + "?done=saved");
        assertThat(operator.get(room + "/" + ann.id()).main()).contains("Ann Other", "Administrator", scope);
        Page told = operator.submit(mine, "name", "Mine");
        assertThat(told.status()).isEqualTo(412);
        assertThat(told.alert()).contains("Somebody else has changed this person", "Name is now: Ann Other", "Role is now: tenant administrator", "What applications may do is now: only " + scope);
        assertThat(operator.submit(told.form(edit), "limited", null).status()).isEqualTo(303);
        var now = AdminApi.asAdministrator().get(ann.path()).jsonPath();
        assertThat(now.getString("name")).isEqualTo("Mine");
        assertThat(now.getString("role")).isEqualTo("member");
        assertThat(now.getList("scopes")).isNull();
    }

    @Test
    @DisplayName("An administrator whose own scopes are limited gives nobody more, and is told so above the form")
    void nobody_gives_more_than_it_has() {
        String mine = AdminApi.newScope();
        String beyond = AdminApi.newScope();
        TestConsole limited = new TestConsole(TestSession.of(TestPeople.newPerson(operator.tenant(), Map.of("role", "tenant_administrator", "scopes", java.util.List.of(mine)))), operator.tenant());
        Page refused = limited.submit(limited.get(form).form(form), "username", "ann", "invite", null, "limited", "on", "scopes", beyond);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.alert()).contains("Your own scopes are limited", beyond);
        assertThat(limited.submit(limited.get(form).form(form), "username", "ann", "invite", null).status()).isEqualTo(403);
        assertThat(limited.submit(limited.get(form).form(form), "username", "ann", "invite", null, "limited", "on", "scopes", mine).status()).isEqualTo(303);
    }

    @Test
    @DisplayName("offers the role of a platform administrator in the platform's tenant only, and takes it from nobody else")
    void platform_administrators() {
        assertThat(operator.get(form).html().select("input[name=role]").eachAttr("value")).containsExactly("member", "tenant_administrator");
        TestConsole platform = TestConsole.ofPlatformAdministratorAt("claviger");
        assertThat(platform.get("/console/claviger/people/new").html().select("input[name=role]").eachAttr("value")).contains("platform_administrator");
        assertThat(operator.submit(operator.get(form).form(form), "username", "ann", "role", "platform_administrator").html().getElementById("role-wrong").text()).contains("in tenant claviger only");
    }
}
