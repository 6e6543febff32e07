package dev.claviger.credential.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What form a JSON value must have, and its reading. {@link #read} throws {@link IllegalArgumentException} with a text for
 * the caller, that never repeats the value.
 */
public interface Expect<T> {

    /** RFC 3339 has years of four digits. */
    Instant LATEST = Instant.parse("9999-12-31T23:59:58Z");

    T read(Object json);

    /** The form in words, as in "is required: text of 1 to 200 characters". */
    String description();

    static <T> Expect<T> of(String description, Function<Object, T> reading) {
        return new Expect<>() {
            @Override
            public T read(Object json) {
                T value = reading.apply(json);
                if (value == null) {
                    throw new IllegalArgumentException("must be " + description);
                }
                return value;
            }

            @Override
            public String description() {
                return description;
            }
        };
    }

    /** RFC 5321 §4.1.2 without quoted names: brackets, commas and quotes would mean something to a mail server. */
    Pattern EMAIL = Pattern.compile("(?=.{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9.-]{0,180}[A-Za-z0-9])?");

    /** No control characters and no half of a surrogate pair: PostgreSQL, logs and mail headers bear neither. */
    static Expect<String> text(int longest) {
        return of("text of 1 to " + longest + " characters, without control characters",
                json -> json instanceof String text && !text.isBlank() && text.length() <= longest && isPrintable(text) ? text.strip() : null);
    }

    static Expect<String> email() {
        return matching(EMAIL, "an e-mail address");
    }

    static Expect<String> matching(Pattern form, String description) {
        return of(description, json -> json instanceof String text && form.matcher(text).matches() ? text : null);
    }

    /** A value type of the contract; its constructor refuses what is malformed. */
    static <T> Expect<T> id(String description, Function<String, T> form) {
        return of(description, json -> {
            try {
                return json instanceof String text ? form.apply(text) : null;
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        });
    }

    static Expect<Boolean> flag() {
        return of("true or false", json -> json instanceof Boolean flag ? flag : null);
    }

    static Expect<String> oneOf(List<String> offered) {
        return of("one of " + String.join(", ", offered), json -> json instanceof String text && offered.contains(text) ? text : null);
    }

    /** ISO 8601, days and smaller, in whole seconds. */
    static Expect<Duration> duration(Duration shortest, Duration longest) {
        return of("an ISO 8601 duration of whole seconds such as PT30M or P7D, from " + shortest + " to " + longest, json -> {
            Duration duration = json instanceof String text && text.length() <= 40 ? parsed(text) : null;
            return duration != null && duration.getNano() == 0 && duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0 ? duration : null;
        });
    }

    static Expect<Instant> instant() {
        return of("an RFC 3339 time such as 2026-01-31T12:00:00Z", json -> {
            try {
                return json instanceof String text && text.length() <= 40 ? ofOurTime(Instant.parse(text)) : null;
            } catch (DateTimeParseException malformed) {
                return null;
            }
        });
    }

    /** Duplicates are dropped, order is kept. */
    static <T> Expect<List<T>> list(int fewest, int most, Expect<T> element) {
        String description = "a list of " + fewest + " to " + most + ", each " + element.description();
        return of(description, json -> {
            if (!(json instanceof List<?> values) || values.size() < fewest || values.size() > most) {
                return null;
            }
            List<T> elements = new ArrayList<>(values.size());
            values.forEach(value -> elements.add(read(value, elements.size() + 1, values.size(), element)));
            return List.copyOf(new LinkedHashSet<>(elements));
        });
    }

    private static <T> T read(Object value, int number, int all, Expect<T> element) {
        try {
            return element.read(value);
        } catch (IllegalArgumentException wrong) {
            throw all == 1 ? wrong : new IllegalArgumentException("number " + number + " of the list " + wrong.getMessage());
        }
    }

    /** The next whole second, since {@code iat} of a token in the same second says no more; null for what no token was issued in. */
    private static Instant ofOurTime(Instant instant) {
        return instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST) ? null : instant.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration parsed(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException malformed) {
            return null;
        }
    }

    private static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }
}
