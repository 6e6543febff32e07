package dev.claviger.credential.narrowing.holder;

import java.util.List;

/**
 * Some of those who may use one scope.
 *
 * @param all  how many there are, whatever part is in it
 * @param next the cursor of the following part; null on the last
 */
public record ScopeHolderPage(HolderCounts all, List<ScopeHolder> items, String next) {
}
