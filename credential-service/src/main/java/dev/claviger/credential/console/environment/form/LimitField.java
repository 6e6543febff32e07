package dev.claviger.credential.console.environment.form;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.contract.RateLimit;
import dev.claviger.credential.console.environment.ToldLimit;
import dev.claviger.credential.console.page.Moments;

/**
 * One limit as it was typed.
 *
 * @param name     the admin API's
 * @param requests empty for none
 * @param per      an ISO 8601 duration
 */
record LimitField(String name, String requests, String per) {

    private static final List<Duration> USUAL = List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(31));
    private static final int LONGEST_NUMBER = 18;

    static LimitField blank(String name) {
        return new LimitField(name, "", Duration.ofMinutes(1).toString());
    }

    static LimitField of(String name, RateLimit limit) {
        return limit == null ? blank(name) : new LimitField(name, Long.toString(limit.requests()), limit.per().toString());
    }

    static LimitField of(String name, MultivaluedMap<String, String> posted) {
        return new LimitField(name, EnvironmentForm.one(posted, name).strip(), EnvironmentForm.one(posted, name + "_per"));
    }

    /** As the admin API reads it; null for none. What is no number stays as it was typed, for that to refuse. */
    Map<String, Object> member() {
        if (requests.isEmpty()) {
            return null;
        }
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("requests", requests.length() <= LONGEST_NUMBER && requests.chars().allMatch(digit -> digit >= '0' && digit <= '9') ? (Object) Long.valueOf(requests) : requests);
        member.put("per", per);
        return member;
    }

    public String told() {
        return requests.isEmpty() ? "" : requests + " requests per " + span();
    }

    private String span() {
        try {
            return ToldLimit.per(Duration.parse(per));
        } catch (DateTimeParseException | ArithmeticException malformed) {
            return per;
        }
    }

    /** The usual ones, and what it is now if that is another. */
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        USUAL.forEach(usual -> choices.add(new Choice(usual.toString(), Moments.exactSpan(usual).replaceFirst("^1 ", "a ").replace("a hour", "an hour"), usual.toString().equals(normal()))));
        if (choices.stream().noneMatch(Choice::isChosen)) {
            choices.add(new Choice(per, span(), true));
        }
        return choices;
    }

    /** Two ways to write the same time are one choice. */
    private String normal() {
        try {
            return Duration.parse(per).toString();
        } catch (DateTimeParseException | ArithmeticException malformed) {
            return per;
        }
    }

    /** A time to choose. */
    record Choice(String value, String text, boolean isChosen) {
    }
}
