package dev.claviger.credential.console.environment.explain;

import java.util.List;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.application.ClientView;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What somebody typed to have explained. Whether it makes sense is the gateway's to say.
 *
 * @param token    what the caller sends; has no place in any text or page
 * @param apiKey   likewise
 * @param clientId an application instead, whose next token it would be; empty where a token is asked about, or none
 * @param refused  the reason of a log line instead of all that; else empty
 */
record Question(String method, String host, String path, String token, String apiKey, String clientId, String refused) {

    private static final int LONGEST_SHOWN = 2_000;

    static Question blank(String host) {
        return new Question("GET", host, "", "", "", "", "");
    }

    static Question of(MultivaluedMap<String, String> posted) {
        return new Question(one(posted, "method"), one(posted, "host"), one(posted, "path"), one(posted, "token"), one(posted, "api_key"), one(posted, "client_id"), one(posted, "refused"));
    }

    /** With a reason that a link asks about. */
    Question about(String reason) {
        return new Question(method, host, path, token, apiKey, clientId, reason);
    }

    /** As the page has it again: without what is secret. */
    Question shown() {
        return new Question(clipped(method), clipped(host), clipped(path), "", "", clipped(clientId), clipped(refused));
    }

    boolean isOfReason() {
        return !refused.isEmpty();
    }

    boolean isOfClient() {
        return !clientId.isEmpty();
    }

    /** As the gateway reads it. People paste a whole header. */
    JsonObject toJson() {
        if (isOfReason()) {
            return new JsonObject().put("refused", refused);
        }
        JsonObject json = new JsonObject().put("method", method).put("host", host).put("path", path);
        put(json, "token", token.replaceFirst("(?i)^(authorization:)?\\s*bearer\\s+", ""));
        put(json, "api_key", apiKey);
        return json;
    }

    /** The same of an application's next token. */
    JsonObject toJson(ClientView client, String tenant) {
        return toJson().put("tenant", tenant).put("environment", client.environment()).put("client_id", client.clientId()).put("scopes", new JsonArray(List.copyOf(client.scopes())));
    }

    private static void put(JsonObject json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static String one(MultivaluedMap<String, String> posted, String field) {
        List<String> values = posted.get(field);
        return values == null || values.isEmpty() || values.get(0) == null ? "" : values.get(0).strip();
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN);
    }

    /** Without token and key. */
    @Override
    public String toString() {
        return method + " " + path + " for " + host;
    }
}
