package dev.claviger.credential.usage.fact;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.vertx.mutiny.sqlclient.Tuple;

/** What one batch adds to one table: each key once, in the order that all batches keep. */
final class SortedSums {

    private final int names;
    private final SortedMap<Key, Long> sums = new TreeMap<>();

    /** @param names how many texts the table's key has beside its time */
    SortedSums(int names) {
        this.names = names;
    }

    private record Key(List<String> names, OffsetDateTime at) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = 0;
            for (int i = 0; order == 0 && i < names.size(); i++) {
                order = names.get(i).compareTo(other.names.get(i));
            }
            return order == 0 ? at.compareTo(other.at) : order;
        }
    }

    void add(long count, OffsetDateTime at, String... key) {
        sums.merge(new Key(List.of(key), at), count, Long::sum);
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    /** One array for the times, one for each of the key's texts, and one for the sums. */
    Tuple columns() {
        Tuple columns = Tuple.tuple().addArrayOfOffsetDateTime(sums.keySet().stream().map(Key::at).toArray(OffsetDateTime[]::new));
        for (int i = 0; i < names; i++) {
            int name = i;
            columns.addArrayOfString(sums.keySet().stream().map(key -> key.names().get(name)).toArray(String[]::new));
        }
        return columns.addArrayOfLong(sums.values().toArray(Long[]::new));
    }
}
