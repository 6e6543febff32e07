package dev.claviger.token.openid;

import dev.claviger.contract.VerifiedClient;
import dev.claviger.contract.application.Application;
import dev.claviger.contract.application.ScopeText;
import dev.claviger.token.TestApplications;
import dev.claviger.token.TestClient;
import dev.claviger.token.TestCredentialService;
import dev.claviger.token.page.TestBrowser;
import dev.claviger.token.page.TestBrowser.Page;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A client of ours that signs people in, with somebody before its browser who knows a password and agrees to everything. */
public final class TestRelyingParty {

    public static final String ORIGIN = "https://spa.example";
    public static final String SIGNED_OUT = "https://app.example/signed-out";
    public static final String PASSWORD = "correct horse battery staple";
    private static final int MOST_STEPS = 8;

    public final TestClient client;
    public final TestBrowser browser = new TestBrowser();
    private final String username;

    private TestRelyingParty(TestClient client, String username) {
        this.client = client;
        this.username = username;
    }

    /** @param backchannel where it wants to hear of a session's end */
    public static TestRelyingParty register(TestCredentialService credentialService, String username, String idTokenAlgorithm, Optional<URI> backchannel) {
        TestClient client = credentialService.register(TestClient.of("acme", "production", "openid", "profile", "email", "offline_access", "user.read")
                .withRefresh(Duration.ofDays(30), true, false).withGrantTypes("authorization_code", "refresh_token"));
        VerifiedClient known = client.record();
        List<ScopeText> texts = known.scopes().names().stream().map(name -> new ScopeText(name, "To see " + name, "low", Set.of(ScopeText.USER))).toList();
        credentialService.people.register(new Application(known.tenant(), "Acme", TestApplications.ACCOUNT, known.environment(), known.client(), "An application",
                known.audience(), known.scopes(), texts, known.grantTypes(), List.of(TestApplications.REDIRECT), List.of(SIGNED_OUT), List.of(ORIGIN),
                "client_secret_basic", idTokenAlgorithm, backchannel, TestApplications.STRICT));
        return new TestRelyingParty(client, username);
    }

    /** Path and query of an authorization request for all scopes, with these parameters as well or instead. */
    public String request(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>(Map.of("response_type", "code", "client_id", client.id(), "redirect_uri", TestApplications.REDIRECT,
                "scope", "openid profile email offline_access", "state", "s t&te"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return "/oauth2/authorize?" + String.join("&", parameters.entrySet().stream().map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue())).toList());
    }

    /** What the client is answered, after whatever the person has to do for it. */
    public Map<String, String> answer(String... namesAndValues) {
        Page page = browser.get(request(namesAndValues));
        for (int step = 0; step < MOST_STEPS; step++) {
            if (page.location().startsWith(TestApplications.REDIRECT)) {
                return query(page.location());
            }
            page = next(page);
        }
        throw new AssertionError("stuck at " + page.status() + " " + page.text());
    }

    private Page next(Page page) {
        if (page.status() == 303) {
            return browser.get(page.location());
        }
        if (page.form("/login") != null) {
            return browser.submit(page, "/login", "username", username, "password", PASSWORD);
        }
        if (page.form("/consent") != null) {
            return browser.submit(page, "/consent");
        }
        throw new AssertionError("nothing to do at " + page.status() + " " + page.text());
    }

    /** The tokens of a whole flow. */
    public JsonObject tokens(String... namesAndValues) {
        String code = answer(namesAndValues).get("code");
        return json(post("/oauth2/token", "grant_type", "authorization_code", "code", code, "redirect_uri", TestApplications.REDIRECT));
    }

    public JsonObject refreshed(JsonObject tokens) {
        return json(post("/oauth2/token", "grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token")));
    }

    /** As the client, authenticated. */
    public Response post(String path, String... namesAndValues) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RestAssured.given().contentType("application/x-www-form-urlencoded").header("Authorization", client.basic()).formParams(form).post(path);
    }

    private static JsonObject json(Response answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.asString());
        }
        return new JsonObject(answer.asString());
    }

    public static Map<String, String> query(String location) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Arrays.stream(URI.create(location).getRawQuery().split("&")).map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return parameters;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
