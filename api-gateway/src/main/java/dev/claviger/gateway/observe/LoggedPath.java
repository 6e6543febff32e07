package dev.claviger.gateway.observe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the access log tells of a request target: never what is, or was meant as, its query, where credentials are sent in spite of RFC 9700 §4.3.2. */
public final class LoggedPath {

    private static final String QUESTION_MARK = "%3F";
    /** Encoded any number of times too. */
    private static final Pattern DELIMITER = Pattern.compile("[?;#]|%(?:25)*(?:3[BbFf]|23)");

    private LoggedPath() {
    }

    /** @param path in canonical form */
    public static String ofCanonical(String path) {
        int end = path.indexOf(QUESTION_MARK);
        return end < 0 ? path : path.substring(0, end);
    }

    /**
     * What was sent instead of a canonical path, for finding out why.
     *
     * @param target null where none was sent
     * @return null for other forms than a path: they may hold credentials (RFC 3986 §3.2.1)
     */
    public static String ofRefused(String target) {
        if (target == null || !target.startsWith("/")) {
            return null;
        }
        Matcher delimiter = DELIMITER.matcher(target);
        return delimiter.find() ? target.substring(0, delimiter.start()) : target;
    }
}
