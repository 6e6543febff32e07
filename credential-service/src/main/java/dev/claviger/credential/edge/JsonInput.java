package dev.claviger.credential.edge;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.claviger.contract.Fields;
import dev.claviger.credential.problem.Problem;

/**
 * A JSON object as a caller sent it, read member by member. It collects everything that is wrong, so that the caller can
 * mend it all at once: {@link #finish()} ends the reading and refuses what was wrong, and every member nobody asked for.
 *
 * <p>The same reading serves creation and change (RFC 7396): a member that is absent keeps its base, null removes an
 * optional one.
 */
public final class JsonInput {

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, Object> members;
    private final Set<String> known = new LinkedHashSet<>();
    private final Map<String, String> errors = new LinkedHashMap<>();

    private JsonInput(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws Problem 400 when it is not one JSON object with each name once */
    public static JsonInput parse(byte[] body) {
        if (body.length == 0) {
            return new JsonInput(Map.of());
        }
        try {
            Map<String, Object> members = STRICT.readValue(body, new TypeReference<Map<String, Object>>() { });
            if (members == null) {
                throw Problem.malformed("The body must be a JSON object");
            }
            return new JsonInput(members);
        } catch (JsonProcessingException malformed) {
            throw Problem.malformed("The body must be one JSON object" + where(malformed));
        } catch (IOException | StackOverflowError unreadable) {
            throw Problem.malformed("The body must be one JSON object");
        }
    }

    /** The same of members that came in another form, such as an HTML form's. */
    public static JsonInput of(Map<String, Object> members) {
        return new JsonInput(new LinkedHashMap<>(members));
    }

    /** A member that must be given, unless there is a base. Null after an error, which {@link #finish()} tells. */
    public <T> T member(String name, T base, Expect<T> form) {
        known.add(name);
        if (!members.containsKey(name)) {
            if (base == null) {
                errors.put(name, "is required: " + form.description());
            }
            return base;
        }
        return read(name, form);
    }

    /** A member that may be absent (keeps the base) or null (there is none). */
    public <T> Optional<T> optional(String name, Optional<T> base, Expect<T> form) {
        known.add(name);
        if (!members.containsKey(name)) {
            return base;
        }
        return members.get(name) == null ? Optional.empty() : Optional.ofNullable(read(name, form));
    }

    /** A member that may be absent (keeps the base) or null (what it is when nobody says). */
    public <T> T defaulted(String name, T base, T whenNull, Expect<T> form) {
        known.add(name);
        if (!members.containsKey(name)) {
            return base;
        }
        return members.get(name) == null ? whenNull : read(name, form);
    }

    /** Adds what only the reader can see, such as two members that exclude each other. */
    public void reject(String name, String text) {
        errors.putIfAbsent(name, text);
    }

    /** @throws Problem 400 that names everything wrong at once */
    public void finish() {
        members.keySet().stream().filter(name -> !known.contains(name)).limit(20)
                .forEach(name -> errors.put(clipped(name), known.isEmpty() ? "is not known here" : "is not known here; known are " + String.join(", ", known)));
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private <T> T read(String name, Expect<T> form) {
        try {
            return form.read(members.get(name));
        } catch (IllegalArgumentException wrong) {
            errors.put(name, wrong.getMessage());
            return null;
        }
    }

    /** The members as our own services exchange them. */
    Fields fields() {
        return new Fields(members);
    }

    /** The same for the same members, in whatever order and spacing they were sent. */
    public String canonical() {
        return new TreeMap<>(members).toString();
    }

    /** The same without one member: what people choose themselves can be found again from a hash of it. */
    public String canonicalWithout(String name) {
        Map<String, Object> others = new TreeMap<>(members);
        others.remove(name);
        return others.toString();
    }

    /** Line and column only: the parser's own message repeats what was sent, which may be a misplaced secret. */
    private static String where(JsonProcessingException malformed) {
        return malformed.getLocation() == null ? ""
                : "; something is wrong at line " + malformed.getLocation().getLineNr() + ", column " + malformed.getLocation().getColumnNr();
    }

    private static String clipped(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
