package dev.claviger.token.usage;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.Scopes;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which sets of scopes clients have named within the hour. Of some twenty scopes a client can name a million sets, and each that is told is a row for more than
 * a year: so only the first are told as they are. Those after, too, that have a scope which none of them had: what a client names at all is known whatever it
 * does, and so is whether it would be refused something.
 */
final class NamedSets {

    static final int OF_A_CLIENT = 50;
    /** Ten kilobytes each at most, and a few hundred bytes for one that always names the same. */
    private static final int MOST_CLIENTS = 20_000;

    private final Map<ClientId, Named> clients = new HashMap<>();
    private long hour;

    private static final class Named {
        /** By hash: one that is taken for another is told, too, and that is all. */
        private final Set<Integer> sets = new HashSet<>();
        private final Set<String> scopes = new HashSet<>();
    }

    /** Whether this one is told as it is. */
    synchronized boolean isTold(long now, ClientId client, Scopes set) {
        if (hour != now) {
            hour = now;
            clients.clear();
        }
        Named named = clients.get(client);
        if (named == null && clients.size() == MOST_CLIENTS) {
            return false;
        }
        if (named == null) {
            named = new Named();
            clients.put(client, named);
        }
        int hash = set.toString().hashCode();
        boolean isTold = named.sets.contains(hash) || named.sets.size() < OF_A_CLIENT || !named.scopes.containsAll(set.names());
        if (isTold && named.sets.add(hash)) {
            named.scopes.addAll(set.names());
        }
        return isTold;
    }
}
