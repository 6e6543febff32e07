package dev.claviger.credential.notify;

import static dev.claviger.credential.AdminApi.as;
import static dev.claviger.credential.AdminApi.asAdministrator;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.CredentialId;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.credential.AdminApi;
import dev.claviger.credential.AdminApi.NewClient;
import dev.claviger.credential.TestInstallation;
import dev.claviger.credential.leak.TestSigner;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;

@QuarkusTest
@QuarkusTestResource(TestInstallation.class)
@WithTestResource(MailServer.class)
class NotificationTest {

    @TestHTTPResource(value = "/", management = true)
    URI management;
    @Inject
    Pool pool;
    @Inject
    FailedUses failedUses;

    private final String contact = AdminApi.fresh("it") + "@acme.example";

    @Test
    void a_rotation_is_told_with_what_to_do_and_never_the_secret() throws Exception {
        NewClient client = newClient(contact);
        Response fresh = asAdministrator().body(Map.of("previous_valid_for", "PT20H")).post(client.path() + "/secrets");
        List<MimeMessage> mails = MailServer.await(contact, 1);
        assertThat(mails).hasSize(1);
        assertThat(mails.get(0).getSubject()).startsWith("[Claviger] A new client secret was issued: Importer (" + client.tenant() + "/prod)");
        assertThat(mails.get(0).getFrom()).singleElement().hasToString("claviger@vendor.example");
        assertThat(mails.get(0).getContentType()).startsWith("text/plain");
        assertThat(mails.get(0).getContent().toString()).contains(client.id(), fresh.<String>path("credential_id"), "What to do", " UTC on");
        assertThat(MailServer.whole(mails.get(0))).doesNotContain(fresh.<String>path("client_secret"), client.secret());
        assertThat(notifications(client)).containsExactly("secret_rotated sent 1");
    }

    @Test
    void a_revocation_is_told_once() throws Exception {
        NewClient client = newClient(contact);
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
        assertThat(MailServer.await(contact, 1)).singleElement().satisfies(mail -> assertThat(mail.getSubject()).contains("was revoked"));
    }

    @Test
    @DisplayName("a leak is told with the place, also of an API key, and as nothing but a leak; its replay is told to nobody")
    void a_leak_is_told_with_the_place() throws Exception {
        NewClient client = newClient(contact);
        String key = AdminApi.newApiKey(client).path("api_key");
        String report = "[{\"secret\":\"" + client.secret() + "\",\"url\":\"https://git.example/a/b.txt?token=" + client.secret() + "\"},{\"secret\":\"" + key + "\"}]";
        for (int i = 0; i < 2; i++) {
            given().contentType(ContentType.JSON).header("Claviger-Signer", "our-scanner").header("Claviger-Signature", TestSigner.signAsScanner(report))
                    .body(report).post("/leak-reports").then().statusCode(200);
        }
        List<MimeMessage> mails = MailServer.await(contact, 2);
        assertThat(mails).extracting(MimeMessage::getSubject).satisfiesExactlyInAnyOrder(
                subject -> assertThat(subject).contains("A client secret was found in the wrong place"), subject -> assertThat(subject).contains("An API key was found in the wrong place"));
        assertThat(mails).extracting(MailServer::whole).anyMatch(text -> text.contains("https://git.example/a/b.txt") && text.contains(client.credential()))
                .noneMatch(text -> text.contains(client.secret()) || text.contains(key));
        assertThat(notifications(client)).containsExactly("secret_leaked sent 1", "secret_leaked sent 1");
    }

    @Test
    void a_client_without_contact_and_a_change_that_fails_leave_nothing() {
        NewClient silent = newClient(null);
        asAdministrator().post(silent.path() + "/secrets").then().statusCode(201);
        NewClient told = newClient(contact);
        asAdministrator().header("If-Match", "\"other\"").delete(told.path() + "/secrets/" + told.credential()).then().statusCode(412);
        assertThat(notifications(silent)).isEmpty();
        assertThat(notifications(told)).isEmpty();
    }

    @Test
    @DisplayName("secrets of one client refused five times: one mail that day, however often it goes on; right ones and unknown clients count for nothing")
    void repeated_refusals_are_told_once_a_day() throws Throwable {
        NewClient client = newClient(contact);
        for (int i = 0; i < 8; i++) {
            assertThat(AdminApi.verifies(client.id(), client.secret())).isTrue();
            assertThat(AdminApi.verifies(client.id(), "not even a secret")).isFalse();
            assertThat(AdminApi.verifies("NobodyAtAll00000000", anotherSecretOf(client))).isFalse();
        }
        refuse(client, 4);
        VertxContextSupport.subscribeAndAwait(failedUses::tell);
        assertThat(notifications(client)).isEmpty();
        refuse(client, 1);
        assertThat(MailServer.await(contact, 1)).singleElement().satisfies(mail -> assertThat(mail.getSubject()).contains("refused many times"));
        refuse(client, 10);
        VertxContextSupport.subscribeAndAwait(failedUses::tell);
        assertThat(notifications(client)).containsExactly("repeated_failed_use sent 1");
    }

    @Test
    @DisplayName("RFC 5322 §2.2: a line break in a name begins no header, not even when the database has one")
    void a_name_cannot_add_a_header() throws Exception {
        NewClient client = newClient(contact);
        pool.preparedQuery("update client set name = $1 where id = '" + client.id() + "'").executeAndAwait(io.vertx.mutiny.sqlclient.Tuple.of("x\r\nBcc: victim@acme.example\r\n\r\nhello"));
        asAdministrator().delete(client.path() + "/secrets/" + client.credential()).then().statusCode(204);
        MimeMessage mail = MailServer.await(contact, 1).get(0);
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).contains("x Bcc: victim@acme.example hello");
    }

    @Test
    void a_tenant_sees_its_own_notifications_without_addresses() throws Exception {
        NewClient client = newClient(contact);
        NewClient stranger = newClient(AdminApi.fresh("it") + "@other.example");
        asAdministrator().post(client.path() + "/secrets").then().statusCode(201);
        asAdministrator().post(stranger.path() + "/secrets").then().statusCode(201);
        MailServer.await(contact, 1);
        Response list = as(client.tenantToken()).get("/admin/v1/notifications");
        list.then().statusCode(200).body("items.size()", equalTo(1)).body("items[0].client_id", equalTo(client.id())).body("items[0].kind", equalTo("secret_rotated"))
                .body("items[0].status", equalTo("sent")).body("items[0].attempts", equalTo(1)).body("items[0].tenant", equalTo(client.tenant()));
        assertThat(list.asString()).doesNotContain("@");
        as(client.tenantToken()).queryParam("tenant", stranger.tenant()).get("/admin/v1/notifications").then().statusCode(404);
        as(client.tenantToken()).queryParam("client_id", stranger.id()).get("/admin/v1/notifications").then().body("items.size()", equalTo(0));
        for (String bad : List.of("tenant=A B", "client_id=x", "after=eA", "limit=0")) {
            asAdministrator().get("/admin/v1/notifications?" + bad).then().statusCode(400);
        }
    }

    @Test
    void pages_from_the_newest_to_the_oldest() {
        NewClient client = newClient(contact);
        for (int i = 0; i < 3; i++) {
            asAdministrator().post(client.path() + "/secrets").then().statusCode(201);
        }
        List<Integer> ids = new ArrayList<>();
        String after = "";
        while (after != null) {
            var page = asAdministrator().queryParams(Map.of("client_id", client.id(), "limit", 2, "after", after)).get("/admin/v1/notifications").jsonPath();
            ids.addAll(page.getList("items.id"));
            after = page.getString("next");
        }
        assertThat(ids).hasSize(3).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void goes_with_its_client() {
        NewClient client = newClient(contact);
        asAdministrator().post(client.path() + "/secrets").then().statusCode(201);
        assertThat(notifications(client)).hasSize(1);
        asAdministrator().delete(client.path()).then().statusCode(204);
        assertThat(notifications(client)).isEmpty();
    }

    @Test
    void what_was_sent_is_counted_by_kind_and_outcome() throws Exception {
        NewClient client = newClient(contact);
        asAdministrator().post(client.path() + "/secrets").then().statusCode(201);
        MailServer.await(contact, 1);
        String metrics = given().get(management.resolve("/q/metrics")).asString();
        assertThat(metrics.lines()).anyMatch(line -> line.startsWith("claviger_notifications_total{kind=\"secret_rotated\",outcome=\"sent\""))
                .anyMatch(line -> line.startsWith("claviger_notifications_unsettled{status=\"failed\""));
    }

    private static void refuse(NewClient client, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(AdminApi.verifies(client.id(), anotherSecretOf(client))).isFalse();
        }
    }

    private static String anotherSecretOf(NewClient client) {
        return ClientSecret.generate(new EnvironmentName("prod"), new CredentialId(client.credential())).reveal();
    }

    private List<String> notifications(NewClient client) {
        List<String> found = new ArrayList<>();
        pool.query("select kind || ' ' || status || ' ' || attempts as text from notification where client_id = '" + client.id() + "' order by id").executeAndAwait()
                .forEach(row -> found.add(row.getString("text")));
        return found;
    }

    static NewClient newClient(String contact) {
        Map<String, Object> form = new java.util.HashMap<>(Map.of("name", "Importer", "environment", "prod", "scopes", List.of(AdminApi.newScope())));
        if (contact != null) {
            form.put("contact_email", contact);
        }
        return AdminApi.newClient(AdminApi.newTenant(), form);
    }
}
