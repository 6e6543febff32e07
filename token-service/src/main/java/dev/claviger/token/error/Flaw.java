package dev.claviger.token.error;

import java.util.Optional;

/**
 * What exactly is wrong with a request's form, in the words Contract Lucidity's clients know (those of FastAPI).
 *
 * @param parameter which one; empty for the body as a whole
 * @param type      such as {@code value_error.missing}
 */
public record Flaw(Optional<String> parameter, String message, String type) {

    static Flaw missing(String parameter) {
        return new Flaw(Optional.of(parameter), "field required", "value_error.missing");
    }

    static Flaw notText(String parameter) {
        return new Flaw(Optional.of(parameter), "str type expected", "type_error.str");
    }

    static Flaw absentBody() {
        return new Flaw(Optional.empty(), "field required", "value_error.missing");
    }

    static Flaw unreadableBody() {
        return new Flaw(Optional.empty(), "Invalid JSON object", "value_error.jsondecode");
    }
}
