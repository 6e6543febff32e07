package dev.claviger.credential.download;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * The first call a new credential is good for, as a line for a shell.
 *
 * @param url    of the token endpoint
 * @param isJson whether that wants its members as JSON, as clients of Contract Lucidity send them
 */
record TokenRequest(String url, boolean isJson) {

    private static final Set<String> FORM_PATHS = Set.of("/oauth2/token", "/v1/oauth2/token", "/token", "/connect/token");
    private static final String JSON_PATH = "/api/v1/auth/token";
    private static final String ORDINARY_PATH = "/oauth2/token";

    /**
     * At a host of the environment itself, if one of its token paths is for clients of this kind, else at the issuer.
     *
     * @param origin of the environment's host; empty where it has none
     */
    static TokenRequest at(Optional<String> origin, List<String> tokenPaths, String issuer) {
        Optional<String> path = tokenPaths.stream().filter(FORM_PATHS::contains).findFirst().or(() -> tokenPaths.stream().filter(JSON_PATH::equals).findFirst());
        return origin.flatMap(host -> path.map(own -> new TokenRequest(host + own, own.equals(JSON_PATH)))).orElseGet(() -> new TokenRequest(issuer + ORDINARY_PATH, false));
    }

    /** @param scopes those to ask for; none for all there are */
    String curl(IssuedSecret issued, List<String> scopes) {
        String scope = String.join(" ", scopes);
        if (isJson) {
            return "curl -sS " + quoted(url) + " -H 'Content-Type: application/json' -d " + quoted("{\"client_id\":" + json(issued.client().value())
                    + ",\"client_secret\":" + json(issued.clientSecret()) + (scope.isEmpty() ? "" : ",\"scope\":" + json(scope)) + "}");
        }
        return "curl -sS " + quoted(url) + " -u " + quoted(issued.client() + ":" + issued.clientSecret()) + " -d grant_type=client_credentials"
                + (scope.isEmpty() ? "" : " --data-urlencode " + quoted("scope=" + scope));
    }

    /** For POSIX shells: nothing within single quotes means anything. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String json(String text) {
        return "\"" + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
