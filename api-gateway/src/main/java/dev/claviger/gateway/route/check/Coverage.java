package dev.claviger.gateway.route.check;

import dev.claviger.contract.Scopes;
import dev.claviger.gateway.route.RouteRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table people read: each operation, what it needs, and who may call it as far as that is known. */
final class Coverage {

    private static final List<String> HEADINGS = List.of("METHOD", "PATH", "HOSTS", "NEEDS", "WHO MAY CALL");

    private final Optional<Catalogue> catalogue;

    /** @param catalogue empty when nobody knows who holds which scope */
    Coverage(Optional<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    String table(List<RouteRule> rules) {
        List<List<String>> rows = new ArrayList<>();
        rules.stream().sorted(Comparator.comparing((RouteRule rule) -> rule.path().text()).thenComparing(RouteRule::id))
                .forEach(rule -> rule.methods().forEach(method -> rows.add(row(rule, method))));
        rows.add(0, HEADINGS);
        int[] widths = new int[HEADINGS.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length - 1; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private List<String> row(RouteRule rule, String method) {
        return List.of(method, rule.path().text(), rule.hosts().isEmpty() ? "all" : String.join(", ", rule.hosts()), needs(rule), who(rule));
    }

    private static String needs(RouteRule rule) {
        String scopes = rule.isPublic() ? "nothing" : rule.allow().stream().map(needed -> needed.isEmpty() ? "any token" : String.join(" + ", needed.names())).collect(Collectors.joining(" | "));
        return rule.apiKey() ? scopes + ", and an API key" : scopes;
    }

    private String who(RouteRule rule) {
        if (rule.isPublic()) {
            return "everybody";
        }
        if (catalogue.isEmpty()) {
            return "who holds that";
        }
        String clients = catalogue.get().clients().stream().filter(client -> client.isOn(rule) && isOpenTo(client.scopes(), rule))
                .map(Catalogue.Client::name).distinct().collect(Collectors.joining(", "));
        return clients.isEmpty() ? "no client" : clients;
    }

    private boolean isOpenTo(Scopes held, RouteRule rule) {
        return rule.allow().stream().anyMatch(needed -> catalogue.get().scopes().entitles(held, needed));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length - 1; i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
        }
        return line.append(row.get(widths.length - 1)).append('\n').toString();
    }
}
