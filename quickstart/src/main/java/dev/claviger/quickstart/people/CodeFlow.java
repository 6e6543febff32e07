package dev.claviger.quickstart.people;

import dev.claviger.quickstart.tenants.DemoTenant;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the demo's code flow (RFC 6749 §4.1) needs: a person, a client with a secret and a public one, all of one tenant.
 *
 * @param password as the demo drew it; the person may have chosen another since
 */
public record CodeFlow(DemoTenant tenant, String password, String clientId, String clientSecret, String publicClientId) {

    private static final String PROTECTED = "/documents";
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public String username() {
        return tenant.description().at("/person/username").asText();
    }

    /** What the clients ask for in the demo; the person may give all of it. */
    public String scope() {
        return tenant.description().path("scope").asText();
    }

    /** Of both clients; nothing needs to listen there. */
    public String redirectUri() {
        return redirectUri(tenant);
    }

    static String redirectUri(DemoTenant tenant) {
        return tenant.description().path("redirect_uri").asText();
    }

    /**
     * Shows the code to whoever tries the flow out; registered for both clients, each under its own identifier. An issuer over plain http elsewhere than on this
     * machine cannot be one (RFC 9700 §2.6): there the code goes to {@link #redirectUri()}.
     */
    static String testRedirect(DemoTenant tenant, String issuer, String clientId) {
        URI uri = URI.create(issuer);
        return uri.getScheme().equals("https") || LOOPBACK.contains(uri.getHost()) ? issuer + "/oauth2/clients/" + clientId + "/redirect" : redirectUri(tenant);
    }

    public String testRedirect(String issuer) {
        return testRedirect(tenant, issuer, clientId);
    }

    /** Opened in a browser, it leads through sign-in and consent to the page that shows the code. */
    public String authorizationUrl(String issuer) {
        return issuer + "/oauth2/authorize?response_type=code&client_id=" + clientId + "&redirect_uri=" + encoded(testRedirect(issuer))
                + "&scope=" + encoded(scope()) + "&state=demo";
    }

    /** By their names in {@code .claviger/env}. */
    public Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("LOGIN_USER", username());
        values.put("LOGIN_PASSWORD", password);
        values.put("CODE_CLIENT_ID", clientId);
        values.put("CODE_CLIENT_SECRET", clientSecret);
        values.put("CODE_SCOPE", scope());
        values.put("CODE_TENANT", tenant.id());
        values.put("CODE_HOST", tenant.host());
        values.put("CODE_PATH", tenant.apiPath() + PROTECTED);
        values.put("PUBLIC_CLIENT_ID", publicClientId);
        values.put("REDIRECT_URI", redirectUri());
        return values;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Neither secret nor password. */
    @Override
    public String toString() {
        return "CodeFlow[" + tenant.id() + ", " + username() + ", " + clientId + ", " + publicClientId + "]";
    }
}
