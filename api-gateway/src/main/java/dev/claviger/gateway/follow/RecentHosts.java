package dev.claviger.gateway.follow;

/** What was found for some hosts, so that the next request finds it at once. Two that fall on one slot take turns; threads see whole entries or none. */
final class RecentHosts {

    private static final int SLOTS = 256;

    private Entry[] entries;

    private record Entry(String host, Environment environment) {
    }

    /** Null when it was not found lately. */
    Environment get(String host) {
        Entry[] held = entries;
        Entry entry = held == null ? null : held[host.hashCode() & SLOTS - 1];
        return entry != null && entry.host.equals(host) ? entry.environment : null;
    }

    /** Nothing is held before: environments replace each other by thousands while a gateway starts. */
    void put(String host, Environment environment) {
        if (entries == null) {
            entries = new Entry[SLOTS];
        }
        entries[host.hashCode() & SLOTS - 1] = new Entry(host, environment);
    }
}
