package dev.claviger.credential.console.application.privilege;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.claviger.credential.console.application.SeenTime;
import dev.claviger.credential.console.page.Moments;
import dev.claviger.credential.narrowing.RegisteredScope;
import dev.claviger.credential.narrowing.ScopeUsageView;
import dev.claviger.credential.scope.ScopeView;
import dev.claviger.pages.ShownName;

/**
 * A scope that an application has, or is offered in the place of one, with what is known of its use.
 *
 * @param use    how it was needed
 * @param kind   how that is coloured
 * @param reason why it is proposed to stay, to go, or to come
 */
public record ScopeLine(String name, String description, String criticality, String use, String kind, String reason, LocalDate lastOn, boolean isChosen) {

    /** Those that are needed first. */
    static List<ScopeLine> of(ScopeUsageView usage, List<ScopeView> catalogue, Collection<String> chosen) {
        Map<String, ScopeView> known = catalogue.stream().collect(Collectors.toMap(ScopeView::name, Function.identity()));
        Optional<Collection<String>> proposal = Optional.ofNullable(usage.proposal());
        Stream<ScopeLine> registered = usage.scopes().stream().sorted(Comparator.comparing(RegisteredScope::use))
                .map(scope -> line(scope.name(), known, use(scope), kind(scope.use()), reason(scope, proposal, SeenTime.of(usage)), scope.lastOn(), chosen));
        Set<String> held = usage.scopes().stream().map(RegisteredScope::name).collect(Collectors.toSet());
        Stream<ScopeLine> offered = proposal.stream().flatMap(Collection::stream).filter(name -> !held.contains(name))
                .map(name -> line(name, known, "Not held by itself", "", "Offered: it is what is needed of " + String.join(", ", including(name, held, known)), null, chosen));
        return Stream.concat(offered, registered).toList();
    }

    private static ScopeLine line(String name, Map<String, ScopeView> known, String use, String kind, String reason, LocalDate lastOn, Collection<String> chosen) {
        Optional<ScopeView> scope = Optional.ofNullable(known.get(name));
        return new ScopeLine(name, scope.map(view -> ShownName.sentence(view.description())).orElse(""), scope.map(ScopeView::criticality).orElse(""), use, kind, reason, lastOn, chosen.contains(name));
    }

    private static String use(RegisteredScope scope) {
        return switch (scope.use()) {
            case NEEDED -> "Needed " + Moments.times(scope.requests());
            case IMPLIED -> "Only what it includes was needed, " + Moments.times(scope.requests());
            case UNUSED -> "Not needed";
            case NOT_SEEN -> "Not seen by gateways";
        };
    }

    private static String kind(RegisteredScope.Use use) {
        return switch (use) {
            case NEEDED -> "good";
            case IMPLIED -> "medium";
            case UNUSED -> "off";
            case NOT_SEEN -> "";
        };
    }

    private static String reason(RegisteredScope scope, Optional<Collection<String>> proposal, SeenTime seen) {
        if (proposal.isEmpty()) {
            return "";
        }
        if (!proposal.get().contains(scope.name()) && !seen.isWhole()) {
            return "Too early to say";
        }
        if (!proposal.get().contains(scope.name())) {
            return scope.use() == RegisteredScope.Use.IMPLIED ? "Could go for less" : "Could go";
        }
        return scope.use() == RegisteredScope.Use.NOT_SEEN ? "Stays: no gateway asks for scopes of its kind" : "Stays: its requests need it";
    }

    private static Set<String> including(String name, Set<String> held, Map<String, ScopeView> known) {
        Set<String> including = new TreeSet<>();
        held.stream().filter(known::containsKey).filter(scope -> reaches(scope, name, known, new TreeSet<>())).forEach(including::add);
        return including;
    }

    private static boolean reaches(String from, String to, Map<String, ScopeView> known, Set<String> seen) {
        return seen.add(from) && known.containsKey(from) && known.get(from).implies().stream().anyMatch(next -> next.equals(to) || reaches(next, to, known, seen));
    }
}
