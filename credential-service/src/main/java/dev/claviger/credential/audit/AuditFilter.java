package dev.claviger.credential.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which entries are asked for. Of several texts one has to fit; of none, nothing does.
 *
 * @param tenant           whom it concerned; empty text for what concerned none, absent for everybody's
 * @param sinceItsCreation a tenant does not see what became of a deleted namesake
 * @param actors           who acted: client ids, numbers of people, names of the installation's own
 * @param through          the application through which a person acted
 * @param objects          ids of what it concerned: a client, its secret or API key, a person, or an environment's or scope's name
 * @param to               before which
 */
public record AuditFilter(Optional<String> tenant, boolean sinceItsCreation, Optional<List<String>> actors, Optional<List<String>> through, Optional<AuditAction> action,
        Optional<List<String>> objects, Optional<Instant> from, Optional<Instant> to) {

    /** What belonged to no tenant: scopes, and the installation itself. */
    public static final String NOBODY = "";

    /** What is asked, by name, for whoever wants to know later how much was seen. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        Stream.of(named("actor", actors), named("actor_client", through), named("action", action), named("object", objects), named("from", from), named("to", to)).flatMap(Optional::stream)
                .forEach(names::add);
        return names;
    }

    private static Optional<String> named(String name, Optional<?> part) {
        return part.map(given -> name);
    }
}
