package dev.claviger.token.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.claviger.token.error.OAuthException;

import java.io.IOException;
import java.util.Set;

/** Parameters as the members of a JSON object: each once, those that mean something as strings. */
final class JsonParameters {

    /** A parser that refuses repeated members, for which RFC 8259 §4 leaves open which one counts. */
    private static final JsonFactory JSON = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Set<String> TEXTS = Set.of("grant_type", "scope", "audience", "resource", "client_id", "client_secret",
            "client_assertion", "client_assertion_type", "refresh_token", "code", "redirect_uri", "code_verifier", "token", "token_type_hint");

    private JsonParameters() {
    }

    static void addTo(Parameters parameters, byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            require(json.nextToken() == JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                addMember(parameters, json.currentName(), json);
            }
            require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
        } catch (IOException malformed) {
            throw OAuthException.unreadableBody();
        }
    }

    private static void addMember(Parameters parameters, String name, JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        if (!TEXTS.contains(name)) {
            json.skipChildren();
        } else if (value == JsonToken.VALUE_STRING) {
            parameters.add(name, json.getText());
        } else if (value != JsonToken.VALUE_NULL) {
            throw OAuthException.notText(name);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw OAuthException.unreadableBody();
        }
    }
}
