package dev.claviger.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import org.assertj.core.api.Condition;

/** Bodies compared whole: no member may be missing, and none may be there that was not expected. */
final class Json {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Json() {
    }

    /** As expected, where {@code "*"} stands for any text that is not empty. */
    static Condition<String> like(String expected) {
        return new Condition<>(body -> matches(tree(expected), tree(body)), "like %s", expected);
    }

    private static boolean matches(JsonNode expected, JsonNode actual) {
        if (expected.isTextual() && expected.asText().equals("*")) {
            return actual.isTextual() && !actual.asText().isEmpty();
        }
        if (!expected.isContainerNode()) {
            return expected.equals(actual);
        }
        return expected.getNodeType() == actual.getNodeType() && expected.size() == actual.size()
                && (expected.isArray() ? elementsMatch(expected, actual) : membersMatch(expected, actual));
    }

    private static boolean elementsMatch(JsonNode expected, JsonNode actual) {
        for (int i = 0; i < expected.size(); i++) {
            if (!matches(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean membersMatch(JsonNode expected, JsonNode actual) {
        for (Iterator<Map.Entry<String, JsonNode>> members = expected.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            if (!actual.has(member.getKey()) || !matches(member.getValue(), actual.get(member.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
