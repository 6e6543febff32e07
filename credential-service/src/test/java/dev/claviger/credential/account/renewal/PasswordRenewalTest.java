package dev.claviger.credential.account.renewal;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;
import static dev.claviger.credential.account.TestPeople.PASSWORD;
import static dev.claviger.credential.account.TestPeople.create;
import static dev.claviger.credential.account.TestPeople.newAddress;
import static dev.claviger.credential.account.TestPeople.newPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import com.icegreen.greenmail.util.GreenMailUtil;
import dev.claviger.contract.PasswordToken;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.Frames;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.account.TestPeople.TestPerson;
import dev.claviger.credential.notify.MailServer;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@WithTestResource(MailServer.class)
class PasswordRenewalTest {

    private static final String NEW_PASSWORD = "another four good words";
    private static final Pattern LINK = Pattern.compile("http://localhost:8081/password/(clvp_[0-9A-Za-z]{49})");

    @Inject
    Pool pool;

    private final String email = AdminApi.fresh("ann") + "@acme.example";

    @Test
    @DisplayName("an invited person gets a link by mail, chooses a password, and is let in; the address is verified by that")
    void invites_by_mail() throws Exception {
        String tenant = AdminApi.newTenant();
        Response created = create(tenant, Map.of("username", "ann", "email", email, "invite", true));
        created.then().statusCode(201).body("invitation", nullValue()).body("has_password", equalTo(false));
        TestPerson person = new TestPerson(tenant, created.jsonPath().getLong("id"), "ann");
        String token = tokens(1).get(0);
        look(token).then().statusCode(200).header("Cache-Control", "no-store").body("valid", equalTo(true)).body("purpose", equalTo("invitation"))
                .body("username", equalTo("ann")).body("tenant", equalTo(tenant));
        set(token, "too short").then().body("outcome", equalTo("refused")).body("reason", notNullValue());
        Response set = set(token, NEW_PASSWORD);
        set.then().body("outcome", equalTo("set")).body("person.username", equalTo("ann")).body("person.email_verified", equalTo(true)).body("device", notNullValue());
        assertThat(person.outcomeOf(Map.of("password", NEW_PASSWORD, "device", set.path("device")))).isEqualTo("verified");
        asAdministrator().get(person.path()).then().body("email_verified", equalTo(true)).body("has_password", equalTo(true));
        asAdministrator().queryParam("tenant", tenant).get("/admin/v1/notifications").then().body("items[0].kind", equalTo("person_invited")).body("items[0].person_id", hasToString(Long.toString(person.id())))
                .body("items[0].client_id", nullValue()).body("items[0].status", equalTo("sent"));
    }

    @Test
    @DisplayName("a link works once, and only the newest password counts; whoever tried in vain learns no more than that it is dead")
    void a_link_works_once() throws Exception {
        TestPerson person = person();
        forget(person);
        String token = tokens(1).get(0);
        set(token, NEW_PASSWORD).then().body("outcome", equalTo("set"));
        set(token, "yet another four words").then().statusCode(200).body("outcome", equalTo("link_dead")).body("keySet().size()", equalTo(1));
        look(token).then().body("valid", equalTo(false)).body("keySet().size()", equalTo(1));
        set(PasswordToken.generate().reveal(), NEW_PASSWORD).then().body("outcome", equalTo("link_dead"));
        set("garbage", NEW_PASSWORD).then().body("outcome", equalTo("link_dead"));
        assertThat(person.outcomeOf(Map.of())).isEqualTo("refused");
        assertThat(person.outcomeOf(Map.of("password", NEW_PASSWORD))).isEqualTo("verified");
    }

    @Test
    @DisplayName("a reset ends all tokens that stand for the person and all its sessions, makes strangers of its browsers, and is told by mail")
    void a_reset_ends_what_went_before() throws Exception {
        TestPerson person = person();
        String device = person.device();
        forget(person);
        String token = tokens(1).get(0);
        String era = person.signIn(Map.of()).path("person.era");
        long before = AdminApi.position();
        set(token, NEW_PASSWORD).then().body("outcome", equalTo("set")).body("person.era", not(equalTo(era)));
        try (Frames frames = new Frames("after=" + before)) {
            frames.await(seen -> !seen.events().isEmpty());
            assertThat(frames.events().get(0)).contains("event: revoked", "\"subject\": \"" + person.id() + "\"");
        }
        assertThat(person.signIn(Map.of("password", NEW_PASSWORD, "device", device)).<String>path("device")).isNotEqualTo(device);
        assertThat(GreenMailUtil.getBody(MailServer.await(email, 2).get(1))).contains("Your password was changed", "If it was not");
    }

    @Test
    @DisplayName("an address that is taken from somebody is told of it, and nothing of the new one; it is kept no longer than the mail takes")
    void the_old_address_is_told() throws Exception {
        TestPerson person = person();
        String other = "other-" + email;
        asAdministrator().body(Map.of("email", other)).patch(person.path()).then().statusCode(200);
        MimeMessage told = MailServer.await(email, 1).get(0);
        assertThat(told.getSubject()).contains("This address was taken from your account");
        assertThat(GreenMailUtil.getBody(told)).contains(person.username(), "tell your").doesNotContain("other-");
        asAdministrator().body("{\"email\":null}").patch(person.path()).then().statusCode(200);
        MailServer.await(other, 1);
        asAdministrator().body(Map.of("email", email)).patch(person.path()).then().statusCode(200);
        asAdministrator().body(Map.of("name", "Another Name")).patch(person.path()).then().statusCode(200);
        asAdministrator().queryParam("tenant", person.tenant()).get("/admin/v1/notifications").then().body("items.kind", equalTo(List.of("email_changed", "email_changed")));
        long end = System.nanoTime() + 10_000_000_000L;
        while (addressesKeptOf(person) > 0 && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(addressesKeptOf(person)).isZero();
    }

    private long addressesKeptOf(TestPerson person) {
        return pool.query("select count(*) from notification where sent_to is not null and person_id = " + person.id()).executeAndAwait().iterator().next().getLong(0);
    }

    @Test
    @DisplayName("a link always lets the owner back in, however much strangers have guessed")
    void a_link_lets_in_whom_strangers_kept_out() throws Exception {
        TestPerson person = person();
        for (int i = 0; i < 11; i++) {
            person.signIn("guess number " + i);
        }
        assertThat(person.outcomeOf(Map.of())).isEqualTo("too_many");
        forget(person);
        String device = set(tokens(1).get(0), NEW_PASSWORD).path("device");
        assertThat(person.outcomeOf(Map.of("password", NEW_PASSWORD, "device", device))).isEqualTo("verified");
    }

    @Test
    @DisplayName("asking for somebody unknown, disabled or without address answers the same; one person gets three mails an hour at most")
    void tells_nobody_who_there_is() throws Exception {
        TestPerson person = person();
        for (int i = 0; i < 5; i++) {
            forget(person);
        }
        asTokenService().body(Map.of("tenant", person.tenant(), "username", "nobody", "address", newAddress())).post("/internal/password-resets").then().statusCode(200)
                .body("keySet().size()", equalTo(0));
        asTokenService().body(Map.of("tenant", "nowhere", "username", "no\u0000body", "address", newAddress())).post("/internal/password-resets").then().statusCode(200);
        assertThat(tokens(3)).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("a link is dead when the address it went to is no longer the person's, or the person may not sign in")
    void links_end_with_what_they_were_for() throws Exception {
        TestPerson person = person();
        forget(person);
        String token = tokens(1).get(0);
        asAdministrator().body(Map.of("email", "other-" + email)).patch(person.path()).then().statusCode(200).body("email_verified", equalTo(false));
        look(token).then().body("valid", equalTo(false));
        assertThat(person.outcomeOf(Map.of())).as("the password stays").isEqualTo("verified");
    }

    @Test
    void a_link_ends_with_its_time() throws Exception {
        TestPerson person = person();
        forget(person);
        String token = tokens(1).get(0);
        pool.query("update password_link set expires_at = now() where person_id = " + person.id()).executeAndAwait();
        set(token, NEW_PASSWORD).then().body("outcome", equalTo("link_dead"));
    }

    @Test
    @DisplayName("who is signed in changes the password by knowing the present one; guessing at that has a limit")
    void changes_with_the_present_password() throws Exception {
        TestPerson person = person();
        Map<String, Object> form = new HashMap<>(Map.of("tenant", person.tenant(), "id", person.id(), "current_password", PASSWORD, "password", person.username() + " and more", "address", "192.0.2.1"));
        change(form).then().body("outcome", equalTo("refused")).body("reason", notNullValue());
        form.put("password", NEW_PASSWORD);
        change(form).then().body("outcome", equalTo("set")).body("person.id", hasToString(Long.toString(person.id())));
        assertThat(person.outcomeOf(Map.of("password", NEW_PASSWORD))).isEqualTo("verified");
        assertThat(GreenMailUtil.getBody(MailServer.await(email, 1).get(0))).contains("Your password was changed");
        for (int i = 0; i < 10; i++) {
            change(form).then().body("outcome", equalTo("wrong_password"));
        }
        change(form).then().body("outcome", equalTo("too_many")).body("retry_after", notNullValue());
    }

    @Test
    @DisplayName("an administrator has a mail sent again: to who has no password an invitation, to who has one a reset")
    void an_administrator_sends_again() throws Exception {
        TestPerson person = person();
        asAdministrator().post(person.path() + "/invitations").then().statusCode(202).header("Cache-Control", "no-store");
        look(tokens(1).get(0)).then().body("purpose", equalTo("reset"));
        TestPerson without = newPerson(person.tenant());
        asAdministrator().post(without.path() + "/invitations").then().statusCode(409);
    }

    private TestPerson person() {
        return newPerson(AdminApi.newTenant(), Map.of("email", email));
    }

    private static void forget(TestPerson person) {
        asTokenService().body(Map.of("tenant", person.tenant(), "username", person.username(), "address", newAddress())).post("/internal/password-resets")
                .then().statusCode(200).body("keySet().size()", equalTo(0));
    }

    private static Response look(String token) {
        return asTokenService().body(Map.of("token", token)).post("/internal/password-links");
    }

    private static Response set(String token, String password) {
        return asTokenService().body(Map.of("token", token, "password", password, "address", newAddress())).post("/internal/passwords");
    }

    private static Response change(Map<String, Object> form) {
        return asTokenService().body(form).post("/internal/passwords");
    }

    /** Of the mails that came, in their order. */
    private List<String> tokens(int count) throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (MimeMessage mail : MailServer.await(email, count)) {
            Matcher matcher = LINK.matcher(GreenMailUtil.getBody(mail).replace("=\r\n", ""));
            if (matcher.find()) {
                tokens.add(matcher.group(1));
            }
        }
        return tokens;
    }
}
