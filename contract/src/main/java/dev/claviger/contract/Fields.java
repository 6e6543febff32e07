package dev.claviger.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of one JSON object, as any JSON library hands them over: maps, lists, text, numbers, booleans.
 * Reads them by name and type, and says which member is missing or wrong. Unknown members are ignored, so that an
 * older reader understands a newer writer during a rolling update.
 *
 * <p>Every method throws {@link IllegalArgumentException} when the member is absent or of another type; the
 * value itself is not repeated in the message.
 */
public final class Fields {

    private final Map<String, ?> members;

    public Fields(Map<String, ?> members) {
        this.members = members;
    }

    public boolean has(String name) {
        return members.get(name) != null;
    }

    public String text(String name) {
        return as(name, String.class, "a string");
    }

    public Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    public <T> Optional<T> optional(String name, Function<String, T> form) {
        return optionalText(name).map(form);
    }

    public boolean flag(String name) {
        return as(name, Boolean.class, "true or false");
    }

    /** A whole number; a fraction or one beyond 64 bits is refused. */
    public long number(String name) {
        Object value = members.get(name);
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw wrong(name, "a whole number");
    }

    /** A whole number of seconds since 1970. */
    public Instant instant(String name) {
        return Instant.ofEpochSecond(number(name));
    }

    public Optional<Instant> optionalInstant(String name) {
        return has(name) ? Optional.of(instant(name)) : Optional.empty();
    }

    /** A whole number of seconds. */
    public Duration seconds(String name) {
        return Duration.ofSeconds(number(name));
    }

    public List<String> texts(String name) {
        return elements(name, String.class, "a list of strings");
    }

    public <T> List<T> objects(String name, Function<Fields, T> form) {
        return elements(name, Map.class, "a list of objects").stream().map(map -> form.apply(new Fields(cast(map)))).toList();
    }

    public Fields object(String name) {
        return new Fields(cast(as(name, Map.class, "an object")));
    }

    /** Names and values in turn; a null or empty-optional value leaves the member out. */
    public static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1] instanceof Optional<?> optional ? optional.orElse(null) : namesAndValues[i + 1];
            if (value != null) {
                members.put((String) namesAndValues[i], value);
            }
        }
        return members;
    }

    public static <T> List<Object> list(Collection<T> values, Function<T, Object> form) {
        List<Object> list = new ArrayList<>(values.size());
        values.forEach(value -> list.add(form.apply(value)));
        return list;
    }

    private <T> List<T> elements(String name, Class<T> type, String expected) {
        List<T> values = new ArrayList<>();
        for (Object element : as(name, List.class, expected)) {
            if (!type.isInstance(element)) {
                throw wrong(name, expected);
            }
            values.add(type.cast(element));
        }
        return List.copyOf(values);
    }

    private <T> T as(String name, Class<T> type, String expected) {
        Object value = members.get(name);
        if (!type.isInstance(value)) {
            throw wrong(name, expected);
        }
        return type.cast(value);
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException(name + ": " + expected + " expected");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> cast(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }
}
