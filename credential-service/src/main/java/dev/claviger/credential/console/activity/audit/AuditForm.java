package dev.claviger.credential.console.activity.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.ws.rs.core.MultivaluedMap;

import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.console.page.FieldErrors;

/** What somebody typed to find entries, as it stands in the address. */
public record AuditForm(Map<String, String> typed) {

    private static final String WHO = "who";
    private static final String THROUGH = "through";
    private static final String ACTION = "action";
    private static final String ABOUT = "about";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String OF = "of";
    private static final String INSTALLATION = "installation";
    private static final int LONGEST = 200;
    private static final int LATEST_YEAR = 9998;

    static AuditForm of(MultivaluedMap<String, String> parameters) {
        Map<String, String> typed = new LinkedHashMap<>();
        for (String name : new String[] {WHO, THROUGH, ACTION, ABOUT, FROM, TO, OF}) {
            String text = Optional.ofNullable(parameters.getFirst(name)).map(String::strip).orElse("");
            if (!text.isEmpty() && text.indexOf('\0') < 0) {
                typed.put(name, text.substring(0, Math.min(LONGEST, text.length())));
            }
        }
        return new AuditForm(typed);
    }

    /** What is wrong with it, by field. */
    FieldErrors errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        if (typed.containsKey(ACTION) && action().isEmpty()) {
            errors.put(ACTION, "must be one of those offered");
        }
        for (String name : new String[] {FROM, TO}) {
            if (typed.containsKey(name) && date(name).isEmpty()) {
                errors.put(name, "must be a date such as 2026-11-22");
            }
        }
        if (date(FROM).isPresent() && date(TO).isPresent() && date(TO).get().isBefore(date(FROM).get())) {
            errors.put(TO, "must not be before from");
        }
        return errors.isEmpty() ? FieldErrors.NONE : new FieldErrors(errors);
    }

    public String text(String field) {
        return typed.getOrDefault(field, "");
    }

    Optional<String> who() {
        return Optional.ofNullable(typed.get(WHO));
    }

    Optional<String> through() {
        return Optional.ofNullable(typed.get(THROUGH));
    }

    Optional<String> about() {
        return Optional.ofNullable(typed.get(ABOUT));
    }

    Optional<AuditAction> action() {
        return Optional.ofNullable(typed.get(ACTION)).flatMap(AuditAction::of);
    }

    /** Whether what concerns no tenant is asked for. */
    public boolean isOfInstallation() {
        return INSTALLATION.equals(typed.get(OF));
    }

    Optional<Instant> from() {
        return date(FROM).map(AuditForm::beginning);
    }

    /** That day is all in it. */
    Optional<Instant> to() {
        return date(TO).map(day -> beginning(day.plusDays(1)));
    }

    public boolean isEmpty() {
        return typed.isEmpty();
    }

    /** @param after the page's cursor; empty for the first */
    String address(String path, String after) {
        Map<String, String> parameters = new LinkedHashMap<>(typed);
        if (!after.isEmpty()) {
            parameters.put("after", after);
        }
        return parameters.isEmpty() ? path : path + parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&", "?", ""));
    }

    private Optional<LocalDate> date(String field) {
        try {
            return Optional.ofNullable(typed.get(field)).map(LocalDate::parse).filter(day -> day.getYear() >= 1970 && day.getYear() <= LATEST_YEAR);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Instant beginning(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
