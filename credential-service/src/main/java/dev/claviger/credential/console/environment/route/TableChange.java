package dev.claviger.credential.console.environment.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.claviger.credential.usage.gateway.RouteSpell;
import dev.claviger.credential.usage.gateway.RouteTable;
import dev.claviger.credential.usage.gateway.ToldRoute;

/**
 * What was another in a table than in the one that was served before.
 *
 * @param at       when a gateway was first seen to serve it
 * @param isFirst  whether nothing is known of what was before
 * @param isPartly whether one of the two was too long to be told whole
 * @param lines    those of routes that came or went, and what changed in others
 * @param others   how many more there are
 */
record TableChange(Instant at, String name, String digest, boolean isFirst, boolean isPartly, int size, List<Line> lines, int others) {

    private static final int MOST_LINES = 200;

    /**
     * One route.
     *
     * @param kind    {@code Added}, {@code Removed} or {@code Changed}
     * @param badge   how that looks
     * @param details what it is, or what it was and is
     */
    record Line(String kind, String badge, String id, List<String> details) {
    }

    /** @param spells the latest first; the last of them is what the one after it is compared with, and is told itself only if there is nothing before it */
    static List<TableChange> of(List<RouteSpell> spells, int most) {
        List<TableChange> changes = new ArrayList<>();
        for (int i = 0; i < spells.size() && i < most; i++) {
            changes.add(i + 1 < spells.size() ? between(spells.get(i + 1).table(), spells.get(i)) : first(spells.get(i)));
        }
        return changes;
    }

    private static TableChange first(RouteSpell spell) {
        return new TableChange(spell.beganAt(), ServedTable.shortName(spell.digest()), spell.digest(), true, false, spell.table().size(), List.of(), 0);
    }

    private static TableChange between(RouteTable before, RouteSpell now) {
        Map<String, ToldRoute> old = byId(before);
        List<Line> lines = new ArrayList<>();
        now.table().routes().forEach(route -> {
            ToldRoute was = old.remove(route.id());
            if (was == null) {
                lines.add(new Line("Added", "good", route.id(), details(told(route))));
            } else if (!was.equals(route)) {
                lines.add(new Line("Changed", "medium", route.id(), differences(told(was), told(route))));
            }
        });
        old.values().forEach(gone -> lines.add(new Line("Removed", "high", gone.id(), details(told(gone)))));
        return new TableChange(now.beganAt(), ServedTable.shortName(now.digest()), now.digest(), false, isPart(before) || isPart(now.table()), now.table().size(),
                lines.stream().limit(MOST_LINES).toList(), Math.max(0, lines.size() - MOST_LINES));
    }

    private static boolean isPart(RouteTable table) {
        return table.routes().size() < table.size();
    }

    private static Map<String, ToldRoute> byId(RouteTable table) {
        return table.routes().stream().collect(Collectors.toMap(ToldRoute::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Map<String, String> told(ToldRoute route) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("Methods", String.join(" ", route.methods()));
        told.put("Path", route.path());
        told.put("Hosts", route.hosts().isEmpty() ? "all" : String.join(", ", route.hosts()));
        told.put("Needs", route.isPublic() ? "nothing: it is public" : route.needs().stream().map(need -> need.isEmpty() ? "any token" : need).collect(Collectors.joining(", or ")));
        told.put("API key", route.apiKey() ? "demanded" : "not demanded");
        told.put("Limits", RouteLine.limits(route).isEmpty() ? "none" : RouteLine.limits(route));
        return told;
    }

    private static List<String> details(Map<String, String> told) {
        return List.of(told.get("Methods") + " " + told.get("Path"), "Needs: " + told.get("Needs"));
    }

    private static List<String> differences(Map<String, String> was, Map<String, String> is) {
        return is.entrySet().stream().filter(entry -> !Objects.equals(was.get(entry.getKey()), entry.getValue()))
                .map(entry -> entry.getKey() + ": " + was.get(entry.getKey()) + " → " + entry.getValue()).toList();
    }
}
