package dev.claviger.credential.edge;

import java.util.List;

/**
 * One part of a list.
 *
 * @param next the cursor of the following part, to be sent as {@code after}; null on the last
 */
public record Page<T>(List<T> items, String next) {
}
