package dev.claviger.credential.scope;

import jakarta.inject.Singleton;

import dev.claviger.contract.ScopeCatalogue;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What every scope implies at this moment. */
@Singleton
public class Definitions {

    /** Within a session. */
    public Uni<ScopeCatalogue> read() {
        return Panache.getSession().chain(session -> session.createQuery("from Scope where builtIn = false", Scope.class).getResultList())
                .map(scopes -> ScopeCatalogue.of(scopes.stream().map(Scope::definition).toList()));
    }
}
