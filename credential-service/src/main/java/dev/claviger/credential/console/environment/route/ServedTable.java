package dev.claviger.credential.console.environment.route;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.claviger.credential.usage.gateway.GatewayState;

/**
 * A table that gateways serve now.
 *
 * @param toldAt when one of them told so last
 */
record ServedTable(String digest, List<String> gateways, Instant toldAt) {

    private static final int SHORT = 12;

    /** What most gateways that talk serve first; of as many, what was told last. */
    static List<ServedTable> of(List<GatewayState> gateways) {
        Map<String, List<GatewayState>> byTable = gateways.stream().filter(gateway -> gateway.talks() && gateway.routes().isPresent())
                .collect(Collectors.groupingBy(gateway -> gateway.routes().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
        return byTable.entrySet().stream().map(entry -> new ServedTable(entry.getKey(), entry.getValue().stream().map(GatewayState::replica).sorted().toList(),
                entry.getValue().stream().map(gateway -> gateway.toldAt().orElseThrow()).max(Comparator.naturalOrder()).orElseThrow()))
                .sorted(Comparator.comparingInt((ServedTable table) -> table.gateways().size()).reversed().thenComparing(Comparator.comparing(ServedTable::toldAt).reversed())).toList();
    }

    /** Those that talk, but serve nothing, or are of an earlier release. */
    static List<String> without(List<GatewayState> gateways) {
        return gateways.stream().filter(gateway -> gateway.talks() && gateway.routes().isEmpty()).map(GatewayState::replica).sorted().toList();
    }

    static Optional<ServedTable> chosen(List<ServedTable> tables, String digest) {
        return tables.stream().filter(table -> table.digest().equals(digest)).findFirst().or(() -> tables.stream().findFirst());
    }

    /** Enough to tell it from another. */
    public String name() {
        return shortName(digest);
    }

    static String shortName(String digest) {
        return digest.substring(0, SHORT);
    }
}
