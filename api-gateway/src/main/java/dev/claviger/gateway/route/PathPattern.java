package dev.claviger.gateway.route;

import dev.claviger.gateway.route.canonical.CanonicalPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The path of a rule: literal segments, {@code {x}} for exactly one segment that is not empty, and at the end {@code /**}
 * for whatever follows, nothing included.
 *
 * @param segments in their order; null stands for a parameter
 * @param open     whether {@code /**} ends it
 */
public record PathPattern(String text, List<String> segments, boolean open) {

    private static final String REST = "/**";
    private static final String PARAMETER = "\\{[A-Za-z_][A-Za-z0-9_.-]*}";

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public static PathPattern of(String text) {
        boolean open = text.endsWith(REST);
        String fixed = open ? text.substring(0, text.length() - REST.length()) : text;
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /: " + text);
        }
        List<String> segments = new ArrayList<>();
        Set<String> names = new HashSet<>();
        if (!fixed.isEmpty()) {
            for (String segment : fixed.substring(1).split("/", -1)) {
                segments.add(literalOrNull(segment, names, text));
            }
        }
        if (segments.subList(0, Math.max(0, open ? segments.size() : segments.size() - 1)).contains("")) {
            throw new IllegalArgumentException("no request can have an empty segment before the last: " + text);
        }
        return new PathPattern(text, segments, open);
    }

    private static String literalOrNull(String segment, Set<String> names, String text) {
        if (segment.matches(PARAMETER)) {
            if (!names.add(segment)) {
                throw new IllegalArgumentException("the parameter " + segment + " stands twice in " + text);
            }
            return null;
        }
        if (segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0 || segment.indexOf('*') >= 0) {
            throw new IllegalArgumentException("a segment is a literal or one {parameter}, and ** stands only at the end: " + text);
        }
        if (!canonical(segment).equals(segment)) {
            throw new IllegalArgumentException("write the path in its canonical form, " + canonical(segment) + " for " + segment + ": " + text);
        }
        return segment;
    }

    /** A rule whose literal no request can have would silently protect nothing. */
    private static String canonical(String segment) {
        try {
            return CanonicalPath.of("/" + segment).substring(1);
        } catch (RuntimeException ambiguous) {
            throw new IllegalArgumentException("no request can have the segment '" + segment + "'", ambiguous);
        }
    }

    /** Whether both match the same paths, whatever their parameters are called. */
    public boolean sameShapeAs(PathPattern other) {
        return open == other.open && segments.equals(other.segments);
    }

    /** Whether it matches every path that the other does. */
    public boolean covers(PathPattern other) {
        if (!open) {
            return sameShapeAs(other);
        }
        if (segments.size() > other.segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i) != null && !segments.get(i).equals(other.segments.get(i))) {
                return false;
            }
        }
        return true;
    }
}
