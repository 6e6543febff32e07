package dev.claviger.credential.account.guess;

import java.nio.ByteBuffer;

/**
 * One count of wrong guesses.
 *
 * @param free how many are answered without a wait
 */
public record GuessKey(byte[] key, int free) implements Comparable<GuessKey> {

    /** The order all writers take rows in. */
    @Override
    public int compareTo(GuessKey other) {
        return ByteBuffer.wrap(key).compareTo(ByteBuffer.wrap(other.key));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GuessKey same && compareTo(same) == 0;
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(key).hashCode();
    }

    @Override
    public String toString() {
        return "a count of guesses";
    }
}
