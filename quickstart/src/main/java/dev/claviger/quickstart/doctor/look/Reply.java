package dev.claviger.quickstart.doctor.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What became of a question.
 *
 * @param status  0 when there was no answer
 * @param failure why there was none; else empty
 * @param date    the answer's Date header (RFC 9110 §6.6.1), which has whole seconds
 * @param asked   this machine's clock when it was asked
 * @param took    until the answer
 */
public record Reply(int status, String body, String failure, Optional<String> date, Instant asked, Duration took) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public static Reply none(String failure, Instant now) {
        return new Reply(0, "", failure, Optional.empty(), now, Duration.ZERO);
    }

    public boolean isOk() {
        return status == 200;
    }

    /** In words, for a finding. */
    public String outcome() {
        return status == 0 ? "does not answer (" + failure + ")" : "answers " + status;
    }

    /** The body; nothing at all when it is something else than JSON. */
    public JsonNode json() {
        try {
            return body.isBlank() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** The other clock when it answered, in whole seconds; empty when it was not told. */
    public Optional<Instant> told() {
        try {
            return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
