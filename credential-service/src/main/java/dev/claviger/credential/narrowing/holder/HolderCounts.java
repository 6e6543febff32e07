package dev.claviger.credential.narrowing.holder;

import java.time.LocalDate;

/**
 * How many of a tenant's clients may use one scope, and do.
 *
 * @param holders    registered for it, or for one that implies it
 * @param registered for it itself
 * @param usedLately those of whose requests at gateways one needed it in the last thirty days
 * @param neverUsed  those of which no such request is known, as far back as days are kept
 * @param lastUsedOn the last day on which a request of any of them needed it; null when none is known
 */
public record HolderCounts(long holders, long registered, long usedLately, long neverUsed, LocalDate lastUsedOn) {

    /** How many of the holders there are of whom this is so. */
    public long of(LastUse use) {
        return switch (use) {
            case LATELY -> usedLately;
            case EARLIER -> holders - usedLately - neverUsed;
            case NEVER -> neverUsed;
        };
    }
}
