package dev.claviger.credential.edge;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Where a page of a list that is sorted by names begins: after the last one seen. As with {@link PageRequest}, a page costs the same however far
 * down the list it is.
 *
 * @param name as it is sorted
 * @param id   tells those of one name apart
 */
public record SortedPlace(String name, String id) {

    public static final SortedPlace START = new SortedPlace("", "");

    private static final int LONGEST_CURSOR = 2000;
    private static final int LONGEST_SEARCH = 200;
    private static final char BETWEEN = '\n';

    /** Empty for a cursor that is none of ours. */
    public static Optional<SortedPlace> parse(String cursor) {
        try {
            String text = cursor.length() > LONGEST_CURSOR ? "" : new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = text.indexOf(BETWEEN);
            return end < 0 || text.indexOf('\0') >= 0 ? Optional.empty() : Optional.of(new SortedPlace(text.substring(end + 1), text.substring(0, end)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public String cursor() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((id + BETWEEN + name).getBytes(StandardCharsets.UTF_8));
    }

    /** What was searched for in such a list, as a pattern of {@code like}: somewhere in the text, and nothing in what was typed means anything. */
    public static String pattern(String typed) {
        return "%" + typed.substring(0, Math.min(typed.length(), LONGEST_SEARCH)).replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
