package dev.claviger.quickstart.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.util.List;

/** What a service answered. */
public record Answer(int status, String body, HttpResponse<String> response) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body(), response);
    }

    /** The body as JSON; nothing at all when it is something else. */
    public JsonNode json() {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A member of the body, empty when absent. */
    public String text(String member) {
        return json().path(member).asText("");
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The same answer, or a failure that says what was expected of which call; the body may hold a secret and is not repeated. */
    public Answer require(String call, Integer... expected) {
        if (!List.of(expected).contains(status)) {
            throw new UnexpectedAnswer(call + " answered " + status + " instead of " + expected[0]
                    + (status >= 400 ? ": " + body : ""));
        }
        return this;
    }
}
