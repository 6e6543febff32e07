package dev.claviger.credential.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.ScopeDefinition;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.person.Rights;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.event.Reserved;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;

/**
 * What people leave of a client's scopes: whoever made it, when it is limited to that, and whoever gives it a grant. A scope goes as
 * soon as one of them may not give it, and one that it implied stays if all of them may give that.
 */
@Singleton
public class RemainingScopes {

    private static final String IMPLICATIONS = "select name, implies from scope where not built_in and implies <> '{}'";

    private final Pool pool;

    RemainingScopes(@Reserved(Reserved.Purpose.VERIFICATION) Pool pool) {
        this.pool = pool;
    }

    /** The rights in columns {@code <prefix>_role} and {@code <prefix>_scopes}; empty where no such person was found. */
    public static Optional<Rights> rights(Row row, String prefix) {
        return Optional.ofNullable(row.getString(prefix + "_role")).map(Role::of)
                .map(role -> new Rights(role, Optional.ofNullable(row.getArrayOfStrings(prefix + "_scopes")).map(names -> Scopes.of(List.of(names)))));
    }

    /**
     * @param limits an empty one is of somebody who is gone, and leaves nothing
     */
    public Uni<Scopes> of(Scopes registered, List<Optional<Rights>> limits) {
        if (limits.isEmpty()) {
            return Uni.createFrom().item(registered);
        }
        if (limits.stream().anyMatch(Optional::isEmpty)) {
            return Uni.createFrom().item(Scopes.NONE);
        }
        List<Rights> rights = limits.stream().map(Optional::orElseThrow).toList();
        // Roles are asked of no catalogue.
        return rights.stream().allMatch(limit -> limit.limit().isEmpty()) ? Uni.createFrom().item(among(registered, rights, ScopeCatalogue.EMPTY))
                : pool.query(IMPLICATIONS).execute().map(rows -> among(registered, rights, catalogue(rows)));
    }

    private static Scopes among(Scopes registered, List<Rights> limits, ScopeCatalogue catalogue) {
        Scopes remaining = catalogue.withImplied(registered);
        for (Rights limit : limits) {
            remaining = limit.among(remaining, catalogue);
        }
        return remaining;
    }

    private static ScopeCatalogue catalogue(RowSet<Row> rows) {
        List<ScopeDefinition> definitions = new ArrayList<>(rows.size());
        rows.forEach(row -> definitions.add(new ScopeDefinition(row.getString("name"), Scopes.of(row.getArrayOfStrings("implies")))));
        return ScopeCatalogue.of(definitions);
    }
}
