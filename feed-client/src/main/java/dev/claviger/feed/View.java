package dev.claviger.feed;

/**
 * One consistent view of everything up to a position.
 *
 * @param feedId which history the position counts in
 */
public record View<S>(String feedId, long position, S state) {
}
