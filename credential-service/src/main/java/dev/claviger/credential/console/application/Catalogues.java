package dev.claviger.credential.console.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.TenantId;
import dev.claviger.credential.edge.PageRequest;
import dev.claviger.credential.environment.EnvironmentView;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.scope.Catalogue;
import dev.claviger.credential.scope.ScopeView;
import io.smallrye.mutiny.Uni;

/** What there is to choose from: a tenant's environments and all scopes, whole. */
@Singleton
public class Catalogues {

    private static final String LARGEST = "500";
    private static final PageRequest MOST = PageRequest.of(LARGEST, null);

    private final Environments environments;
    private final Catalogue scopes;

    Catalogues(Environments environments, Catalogue scopes) {
        this.environments = environments;
        this.scopes = scopes;
    }

    public Uni<List<EnvironmentView>> environments(TenantId tenant) {
        return environments.list(tenant, MOST).map(page -> page.items());
    }

    public Uni<List<ScopeView>> scopes() {
        return scopesAfter(Optional.empty(), new ArrayList<>());
    }

    private Uni<List<ScopeView>> scopesAfter(Optional<String> cursor, List<ScopeView> found) {
        return scopes.list(null, PageRequest.of(LARGEST, cursor.orElse(null))).chain(page -> {
            found.addAll(page.items());
            return page.next() == null ? Uni.createFrom().item(found) : scopesAfter(Optional.of(page.next()), found);
        });
    }
}
