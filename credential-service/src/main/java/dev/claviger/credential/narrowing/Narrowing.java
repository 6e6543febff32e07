package dev.claviger.credential.narrowing;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.usage.fact.RouteUse;

/**
 * What a client's registration could shrink to, judged by what it did at gateways, and what that would have refused. A scope is proposed because a
 * request needed it, not because the client holds it: who holds a scope for one that it implies is offered that one.
 *
 * <p>What gateways never see is not judged: scopes that concern a person ({@code openid} and the like) and built-in ones stay as they are.
 */
final class Narrowing {

    private final Scopes registered;
    private final ScopeCatalogue catalogue;
    private final List<RouteUse> uses;
    private final long uncounted;
    private final TakenScopes taken;

    /**
     * @param uses      what the client did and was not refused, by route
     * @param uncounted requests that may have been its, or not
     */
    Narrowing(Scopes registered, ScopeCatalogue catalogue, List<RouteUse> uses, long uncounted) {
        this.registered = registered;
        this.catalogue = catalogue;
        this.uses = uses;
        this.uncounted = uncounted;
        this.taken = new TakenScopes(registered, catalogue, uses.stream().filter(RouteUse::isAtGateway).map(RouteUse::needs).toList());
    }

    /** Empty when nothing was seen to judge by, or when not all of it is known. */
    Optional<Scopes> proposal() {
        if (uses.stream().noneMatch(RouteUse::isAtGateway) || requestsOfUnknownNeed() > 0) {
            return Optional.empty();
        }
        Set<String> names = new TreeSet<>(taken.all().names());
        names.removeIf(name -> !registered.contains(name) && catalogue.entitles(without(names, name), name));
        registered.names().stream().filter(Narrowing::isNotForGateways).forEach(names::add);
        return Optional.of(Scopes.of(names)).filter(proposed -> !proposed.isEmpty());
    }

    private static boolean isNotForGateways(String name) {
        return Scopes.isBuiltIn(name) || Person.OF_EVERY_PERSON.contains(name);
    }

    private static Scopes without(Set<String> names, String name) {
        Set<String> others = new TreeSet<>(names);
        others.remove(name);
        return Scopes.of(others);
    }

    /** At routes whose needs were too long to tell, and those that a gateway had no place to count by client. */
    long requestsOfUnknownNeed() {
        return uncounted + requests(use -> use.isAtGateway() && !use.needs().areKnown());
    }

    /** How each registered scope was used, by name. */
    List<RegisteredScope> scopes() {
        return registered.names().stream().map(this::scope).toList();
    }

    private RegisteredScope scope(String name) {
        List<RouteUse> needing = uses.stream().filter(use -> use.isAtGateway() && taken.by(use.needs()).filter(scopes -> scopes.contains(name)).isPresent()).toList();
        if (!needing.isEmpty()) {
            return new RegisteredScope(name, RegisteredScope.Use.NEEDED, sum(needing), last(needing));
        }
        List<RouteUse> through = uses.stream().filter(use -> use.isAtGateway() && taken.by(use.needs()).filter(scopes -> isReachedThrough(name, scopes)).isPresent()).toList();
        return through.isEmpty() ? new RegisteredScope(name, isNotForGateways(name) ? RegisteredScope.Use.NOT_SEEN : RegisteredScope.Use.UNUSED, 0, null)
                : new RegisteredScope(name, RegisteredScope.Use.IMPLIED, sum(through), last(through));
    }

    /** Whether it is what entitles to one of these, which the client is not registered for itself. */
    private boolean isReachedThrough(String name, Scopes scopes) {
        return scopes.names().stream().anyMatch(needed -> !registered.contains(needed) && catalogue.entitles(Scopes.of(name), needed));
    }

    /** What would not have been let through, or given, with these scopes alone; what the registration as it is refuses does not count. */
    List<RouteUse> refusedWith(Scopes kept) {
        return uses.stream().filter(use -> use.needs().areKnown() && use.needs().areMetBy(registered, catalogue) && !use.needs().areMetBy(kept, catalogue)).toList();
    }

    private long requests(Predicate<RouteUse> which) {
        return sum(uses.stream().filter(which).toList());
    }

    static long sum(List<RouteUse> uses) {
        return uses.stream().mapToLong(RouteUse::requests).sum();
    }

    private static LocalDate last(List<RouteUse> uses) {
        return uses.stream().map(RouteUse::lastOn).max(LocalDate::compareTo).orElse(null);
    }
}
