package dev.claviger.credential.console.environment.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.claviger.credential.console.environment.ToldLimit;
import dev.claviger.credential.usage.gateway.ToldRoute;

/**
 * A route as a line.
 *
 * @param hosts  in words
 * @param needs  each of them is enough
 * @param limits in words; empty where there are none
 */
record RouteLine(String id, String methods, String path, String hosts, boolean isPublic, List<Need> needs, boolean apiKey, String limits) {

    /** Scopes that are needed together; none of them is any token. */
    record Need(List<String> scopes) {
    }

    static RouteLine of(ToldRoute route) {
        return new RouteLine(route.id(), String.join(" ", route.methods()), route.path(), route.hosts().isEmpty() ? "" : String.join(", ", route.hosts()), route.isPublic(),
                route.needs().stream().map(need -> new Need(Stream.of(need.split(" ")).filter(scope -> !scope.isEmpty()).toList())).toList(), route.apiKey(), limits(route));
    }

    static String limits(ToldRoute route) {
        List<String> limits = new ArrayList<>();
        route.rate().ifPresent(rate -> limits.add(ToldLimit.inWords(rate) + " in all"));
        route.clientRate().ifPresent(rate -> limits.add(ToldLimit.inWords(rate) + " for each application"));
        return String.join(", ", limits);
    }

    /** Whether each of these words is somewhere in it. */
    static boolean fits(ToldRoute route, String search) {
        String text = String.join(" ", route.id(), route.path(), String.join(" ", route.methods()), String.join(" ", route.hosts()), String.join(" ", route.needs()), route.isPublic() ? "public" : "")
                .toLowerCase(Locale.ROOT);
        return Stream.of(search.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(text::contains);
    }
}
