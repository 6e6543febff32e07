package dev.claviger.credential.audit;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.claviger.credential.edge.PageRequest;

/** A place in the trail: what is before it is older, or as old and was written earlier. */
public record AuditPlace(Instant at, long id) {

    private static final Pattern KEY = Pattern.compile("([0-9]{1,15})\\.([0-9]{1,18})");

    /** @throws dev.claviger.credential.problem.Problem 400 when it is none of ours */
    static AuditPlace of(String key) {
        Matcher parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw PageRequest.badCursor();
        }
        return new AuditPlace(Instant.ofEpochMilli(Long.parseLong(parts.group(1))), Long.parseLong(parts.group(2)));
    }

    /** Entries have whole milliseconds. */
    String key() {
        return at.toEpochMilli() + "." + id;
    }
}
