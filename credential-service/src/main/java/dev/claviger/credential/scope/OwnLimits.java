package dev.claviger.credential.scope;

import java.util.List;
import java.util.Objects;

import jakarta.inject.Singleton;

import dev.claviger.contract.ClientId;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.ScopeCatalogue;
import dev.claviger.contract.Scopes;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Looks up what an administrator's own scopes are limited to, for whatever it is about to touch or to give. */
@Singleton
public class OwnLimits {

    /** Of whom the token stands for, and of whoever made the client if that may do no more than its maker. */
    private static final String HOLDING = """
            select id, array_to_string(scopes, ' ') from person
             where id = :person or id = (select created_by from client where id = :client and limited_to_creator)
            """;
    private static final long NOBODY = 0;

    private final Definitions definitions;

    OwnLimits(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Within a session. Fails with a 403 where the token stands for an account: of whoever gave it nothing is known here. */
    public Uni<OwnLimit> of(AdminCaller caller) {
        return Panache.getSession().chain(session -> session.createNativeQuery(HOLDING, Object[].class)
                        .setParameter("person", caller.person().map(PersonId::value).orElse(NOBODY)).setParameter("client", caller.client().map(ClientId::value).orElse("")).getResultList())
                .invoke(rows -> refuseAccount(caller, rows)).map(OwnLimits::limits)
                .chain(limits -> limits.isEmpty() ? Uni.createFrom().item(new OwnLimit(caller.person(), limits, ScopeCatalogue.EMPTY))
                        : definitions.read().map(known -> new OwnLimit(caller.person(), limits, known)));
    }

    private static void refuseAccount(AdminCaller caller, List<Object[]> rows) {
        if (caller.person().isPresent() && rows.stream().noneMatch(row -> caller.person().get().value() == ((Number) row[0]).longValue())) {
            throw Problem.forbidden("A token that stands for an account gives nobody rights: sign in as yourself");
        }
    }

    private static List<Scopes> limits(List<Object[]> rows) {
        return rows.stream().map(row -> (String) row[1]).filter(Objects::nonNull).map(Scopes::parse).toList();
    }
}
