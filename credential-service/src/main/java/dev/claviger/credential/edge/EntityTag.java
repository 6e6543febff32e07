package dev.claviger.credential.edge;

import java.time.Instant;
import java.util.Arrays;

import dev.claviger.credential.problem.Problem;

/**
 * Which version of an object a caller has seen (RFC 9110 §8.8.3). It holds the moment of creation too, so that one who has
 * seen a deleted object cannot change its namesake.
 */
public record EntityTag(String value) {

    public static EntityTag of(Instant createdAt, int version) {
        return new EntityTag("\"" + Long.toString(createdAt.toEpochMilli(), 36) + "-" + version + "\"");
    }

    /**
     * RFC 9110 §13.1.1, except that a weak tag matches too: proxies that compress make them weak, and ours stand for
     * a version, not for bytes.
     *
     * @throws Problem 412 when If-Match was sent and names another version
     */
    public void require(String ifMatch) {
        if (ifMatch != null && Arrays.stream(ifMatch.split(",")).map(String::trim).noneMatch(this::isNamedBy)) {
            throw Problem.preconditionFailed("It has changed since: its ETag is now " + value);
        }
    }

    /** RFC 9110 §13.1.1 and §13.1.2, for a PUT to what is not there yet. */
    public static void requireAbsent(String ifMatch) {
        if (ifMatch != null) {
            throw Problem.preconditionFailed("If-Match was sent, but there is nothing here yet");
        }
    }

    /** RFC 9110 §13.1.2: {@code If-None-Match: *} means "create, never replace". */
    public static void requireCreation(String ifNoneMatch) {
        if (ifNoneMatch != null && ifNoneMatch.trim().equals("*")) {
            throw Problem.preconditionFailed("If-None-Match: * was sent, but it exists");
        }
    }

    private boolean isNamedBy(String tag) {
        return tag.equals("*") || tag.equals(value) || tag.equals("W/" + value);
    }

    @Override
    public String toString() {
        return value;
    }
}
