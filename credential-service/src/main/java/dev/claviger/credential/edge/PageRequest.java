package dev.claviger.credential.edge;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.claviger.credential.problem.Problem;

/**
 * Which part of a list is asked for. The cursor is the key of the last item seen, so a page stays right when items come
 * and go, and costs the same however far down the list it is.
 *
 * @param after the key after which the page begins; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 500;

    /** @throws Problem 400 when the limit is out of bounds or the cursor is not one of ours */
    public static PageRequest of(String limit, String after) {
        return new PageRequest(given(limit).map(PageRequest::limitOf).orElse(DEFAULT_LIMIT), given(after).map(PageRequest::keyOf));
    }

    /** The page, from one row more than its limit: that one only tells that there is a next page. */
    public <R, V> Page<V> page(List<R> rows, Function<R, String> key, Function<R, V> view) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor(key.apply(shown.get(limit - 1))) : null);
    }

    /** A query parameter's value; {@code ?limit=&after=} gives none. */
    public static Optional<String> given(String parameter) {
        return Optional.ofNullable(parameter).filter(value -> !value.isEmpty());
    }

    /** How many rows to read. */
    public int rows() {
        return limit + 1;
    }

    /** The key to compare with; before all keys on the first page. */
    public String afterOrStart() {
        return after.orElse("");
    }

    private static int limitOf(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LARGEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw Problem.invalid("limit", "must be a whole number from 1 to " + LARGEST_LIMIT);
    }

    private static String keyOf(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (key.length() <= 200 && key.chars().allMatch(c -> c >= ' ' && c <= '~')) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw badCursor();
    }

    public static Problem badCursor() {
        return Problem.invalid("after", "must be the value of next in an earlier answer");
    }

    /** What leads to the part after that key. */
    public static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
