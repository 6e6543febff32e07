package dev.claviger.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.claviger.client.credentials.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks for an access token: client credentials in the {@code Authorization} header, the grant in a form (RFC 6749 §2.3.1, §4.4.2). Every server
 * takes that, Lucidtech's too, whose own SDKs write the grant into the query.
 */
final class TokenEndpoint {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Credentials credentials;
    private final Retries retries;
    private final Clock clock;

    TokenEndpoint(Credentials credentials, Retries retries, Clock clock) {
        this.credentials = credentials;
        this.retries = retries;
        this.clock = clock;
    }

    AccessToken fetch() throws IOException, InterruptedException {
        HttpResponse<String> response = retries.sendRepeatable(request(), BodyHandlers.ofString());
        Map<String, String> answer = members(response.body());
        String token = answer.getOrDefault("access_token", "");
        if (response.statusCode() != 200 || token.isEmpty()) {
            throw refused(response.statusCode(), answer);
        }
        return AccessToken.fetched(token, lifetime(answer), clock.instant());
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(credentials.authEndpoint() + "/oauth2/token"))
                .timeout(PATIENCE)
                .header("Authorization", "Basic " + basic())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                .build();
    }

    private String basic() {
        String pair = formEncoded(credentials.clientId()) + ":" + formEncoded(credentials.clientSecret());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /** RFC 6749 §2.3.1; changes nothing in the identifiers and secrets that Claviger or Lucidtech issue. */
    private static String formEncoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** What the server said of its refusal may be told, the rest of the body may hold anything. */
    private TokenRefused refused(int status, Map<String, String> answer) {
        String error = answer.getOrDefault("error", "");
        String description = answer.getOrDefault("error_description", "");
        return new TokenRefused(credentials.authEndpoint() + "/oauth2/token answered " + status
                + (error.isEmpty() ? " without an access token" : " " + error)
                + (description.isEmpty() ? "" : ": " + description)
                + ", to client " + credentials.clientId(), status, error);
    }

    private static long lifetime(Map<String, String> answer) {
        String seconds = answer.getOrDefault("expires_in", "");
        return seconds.matches("\\d{1,9}") ? Long.parseLong(seconds) : 0;
    }

    /** The simple members of a JSON object; nothing of what is none. */
    private static Map<String, String> members(String body) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken().isScalarValue()) {
                    members.put(name, json.getText());
                }
                json.skipChildren();
            }
            return members;
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }
}
