package dev.claviger.token.follow;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The position of the last event on each client, credential, tenant and environment; immutable and bounded. Why
 * forgetting the older ones is safe stands in README.md of this package.
 */
public final class ChangePositions {

    private static final int GENERATION_SIZE = 50_000;

    private final int generationSize;
    private final long floor;
    private final Generation older;
    private final Generation newer;

    private ChangePositions(int generationSize, long floor, Generation older, Generation newer) {
        this.generationSize = generationSize;
        this.floor = floor;
        this.older = older;
        this.newer = newer;
    }

    /** Nothing is known of what changed up to the position, so everything counts as changed there. */
    public static ChangePositions from(long position) {
        return from(position, GENERATION_SIZE);
    }

    static ChangePositions from(long position, int generationSize) {
        return new ChangePositions(generationSize, position, Generation.none(position), Generation.none(position));
    }

    /** @param subject a ClientId, CredentialId, TenantId or {@link EnvironmentKey} */
    ChangePositions changed(Record subject, long position) {
        ChangePositions room = newer.positions.size() < generationSize ? this
                : new ChangePositions(generationSize, older.last, newer, Generation.none(newer.last));
        return new ChangePositions(generationSize, room.floor, room.older, room.newer.with(subject, position));
    }

    /** The position of the last event on the subject, or a later one. */
    public long lastChange(Record subject) {
        return Math.max(floor, Math.max(older.of(subject), newer.of(subject)));
    }

    int size() {
        return older.positions.size() + newer.positions.size();
    }

    /** @param last no position in it is later */
    private record Generation(PMap<Record, Long> positions, long last) {

        static Generation none(long since) {
            return new Generation(HashTreePMap.empty(), since);
        }

        Generation with(Record subject, long position) {
            return new Generation(positions.plus(subject, position), position);
        }

        long of(Record subject) {
            return positions.getOrDefault(subject, Long.MIN_VALUE);
        }
    }
}
