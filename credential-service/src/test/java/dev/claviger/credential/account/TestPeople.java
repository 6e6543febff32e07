package dev.claviger.credential.account;

import static dev.claviger.credential.AdminApi.asAdministrator;
import static dev.claviger.credential.AdminApi.asTokenService;

import java.util.HashMap;
import java.util.Map;

import dev.claviger.credential.AdminApi;
import io.restassured.response.Response;

/** People that no other test touches, and their browsers. */
public final class TestPeople {

    public static final String PASSWORD = "four words in a row";
    private static int addresses;

    private TestPeople() {
    }

    public static Response create(String tenant, Map<String, Object> form) {
        return asAdministrator().body(form).post("/admin/v1/tenants/" + tenant + "/people");
    }

    /** A member with that password. */
    public static TestPerson newPerson(String tenant) {
        return newPerson(tenant, Map.of());
    }

    public static TestPerson newPerson(String tenant, Map<String, Object> more) {
        Map<String, Object> form = new HashMap<>(Map.of("username", AdminApi.fresh("Ann"), "password", PASSWORD));
        form.putAll(more);
        Response created = create(tenant, form);
        created.then().statusCode(201);
        return new TestPerson(tenant, created.jsonPath().getLong("id"), (String) form.get("username"));
    }

    /** An address nobody has guessed from. */
    public static synchronized String newAddress() {
        addresses++;
        return "10.9." + addresses / 250 + "." + addresses % 250;
    }

    /** Somebody of a tenant. */
    public record TestPerson(String tenant, long id, String username) {

        public String path() {
            return "/admin/v1/tenants/" + tenant + "/people/" + id;
        }

        public Response signIn(String password) {
            return signIn(Map.of("password", password));
        }

        public Response signIn(Map<String, Object> more) {
            Map<String, Object> question = new HashMap<>(Map.of("tenant", tenant, "username", username, "password", PASSWORD, "address", newAddress()));
            question.putAll(more);
            return asTokenService().body(question).post("/internal/person-verifications");
        }

        public String outcomeOf(Map<String, Object> more) {
            return signIn(more).then().statusCode(200).extract().path("outcome");
        }

        public String device() {
            return signIn(Map.of()).path("device");
        }
    }
}
