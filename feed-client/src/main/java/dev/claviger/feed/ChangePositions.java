package dev.claviger.feed;

import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The position of the last event on each client, credential, tenant and so on; immutable and bounded.
 *
 * <p>Forgetting is safe because the floor rises: {@link #lastChange} is never lower than the true position. Entries live in two
 * generations; when the newer is full the older is dropped, and the floor becomes the highest position that was in it. What is
 * forgotten therefore counts as changed at the floor, at the price of one more question for each older answer.
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

    /** @param subject an id such as a ClientId, CredentialId or TenantId */
    public ChangePositions changed(Record subject, long position) {
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
