package dev.claviger.client;

import dev.claviger.client.credentials.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends requests to an API as a client application: fetches an access token, keeps it until shortly before it expires, replaces it when the API
 * refuses it, and tries again what failed only for a moment. One instance serves all threads of a program.
 *
 * <pre>{@code
 * ClavigerClient claviger = ClavigerClient.fromEnvironment();
 * HttpRequest request = claviger.request("/documents").build();
 * HttpResponse<String> response = claviger.send(request, BodyHandlers.ofString());
 * }</pre>
 */
public final class ClavigerClient {

    private static final int UNAUTHORIZED = 401;

    private final Credentials credentials;
    private final Retries retries;
    private final AccessTokens tokens;

    /** With the credentials of this process: environment variables, then {@code ~/.claviger} and {@code ~/.lucidtech/credentials.cfg}. */
    public static ClavigerClient fromEnvironment() {
        return of(Credentials.find());
    }

    /** With the credentials of a profile in those two files. */
    public static ClavigerClient profile(String name) {
        return of(Credentials.ofProfile(name));
    }

    public static ClavigerClient of(Credentials credentials) {
        boolean https = "https".equals(credentials.apiEndpoint().getScheme());
        return of(credentials, HttpClient.newBuilder()
                .version(https ? Version.HTTP_2 : Version.HTTP_1_1) // in clear text it would ask for an upgrade, in vain
                .connectTimeout(Duration.ofSeconds(10))
                .build());
    }

    /**
     * With a client of your own, for a proxy or another trust store.
     *
     * @throws IllegalArgumentException when it follows redirects, for then it would carry the token to wherever an answer points
     */
    public static ClavigerClient of(Credentials credentials, HttpClient http) {
        if (http.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("the HttpClient must not follow redirects: it would take the access token along");
        }
        return new ClavigerClient(credentials, http, Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()));
    }

    ClavigerClient(Credentials credentials, HttpClient http, Clock clock, Retries.Pause pause) {
        this.credentials = credentials;
        this.retries = new Retries(http, clock, pause);
        this.tokens = new AccessTokens(new TokenEndpoint(credentials, retries, clock)::fetch, clock);
    }

    /** A request to a path below {@code api_endpoint}. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(credentials.apiEndpoint() + (path.startsWith("/") ? path : "/" + path)));
    }

    /**
     * Sends the request with {@code Authorization} and, where the credentials have an API key, {@code x-api-key}. A 401 to a token that was
     * kept from before is answered by a new token, once. After 429, and for idempotent methods after 5xx and broken connections, it
     * is sent again, up to four times in all; its body must be one that can be sent again, as those of
     * {@link HttpRequest.BodyPublishers} are. What finally came is returned, whatever its status.
     *
     * @throws IllegalArgumentException when the request does not go to {@code api_endpoint}'s scheme, host and port
     * @throws TokenRefused             when the authorization server gives no token
     */
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException, InterruptedException {
        requireOurApi(request.uri());
        Optional<AccessToken> kept = tokens.kept();
        if (kept.isPresent()) {
            HttpResponse<T> response = retries.send(authorized(request, kept.get()), unlessRefused(handler));
            if (response.statusCode() != UNAUTHORIZED) {
                return response;
            }
            tokens.forget(kept.get());
        }
        return retries.send(authorized(request, tokens.current()), handler);
    }

    /** An access token to use elsewhere, with some life left in it. Fetched only when there is none at hand. */
    public String accessToken() throws IOException, InterruptedException {
        return tokens.current().value();
    }

    private HttpRequest authorized(HttpRequest request, AccessToken token) {
        HttpRequest.Builder authorized = HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader("Authorization", "Bearer " + token.value());
        credentials.apiKey().ifPresent(key -> authorized.setHeader("x-api-key", key));
        return authorized.build();
    }

    private static <T> BodyHandler<T> unlessRefused(BodyHandler<T> handler) {
        return info -> info.statusCode() == UNAUTHORIZED ? BodySubscribers.replacing(null) : handler.apply(info);
    }

    private void requireOurApi(URI uri) {
        URI api = credentials.apiEndpoint();
        if (!api.getScheme().equalsIgnoreCase(uri.getScheme()) || !api.getHost().equalsIgnoreCase(uri.getHost())
                || port(api) != port(uri)) {
            throw new IllegalArgumentException("the access token is for " + api + " and goes nowhere else; this request is for "
                    + uri.getScheme() + "://" + uri.getHost());
        }
    }

    private static int port(URI uri) {
        int ofScheme = "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        return uri.getPort() < 0 ? ofScheme : uri.getPort();
    }

    /** Never a secret. */
    @Override
    public String toString() {
        return "ClavigerClient[" + credentials.clientId() + " at " + credentials.apiEndpoint() + "]";
    }
}
