package dev.claviger.credential.application;

import java.util.List;

import jakarta.inject.Singleton;

import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.Catalogue;
import dev.claviger.credential.environment.Environments;
import io.smallrye.mutiny.Uni;

/** What must hold of a client beyond its own form: its environment and scopes exist, and the caller may grant them. */
@Singleton
class ClientRules {

    private final Environments environments;
    private final Catalogue catalogue;

    ClientRules(Environments environments, Catalogue catalogue) {
        this.environments = environments;
        this.catalogue = catalogue;
    }

    /** For a new client. Within its transaction: what was found to exist does so until that ends. */
    Uni<Void> require(AdminCaller caller, TenantId tenant, ClientForm form) {
        requireMayGrant(caller, form);
        return requireEnvironment(tenant, form).chain(() -> requireScopes(form));
    }

    /** For a change: only what changes is looked at, so that a client whose environment is gone can still be disabled. */
    Uni<Void> require(AdminCaller caller, TenantId tenant, ClientChange change) {
        boolean moves = !change.after().environment().equals(change.before().environment());
        boolean regrants = !change.after().scopes().equals(change.before().scopes());
        if (regrants) {
            requireMayGrant(caller, change.after());
        }
        return (moves ? requireEnvironment(tenant, change.after()) : Uni.createFrom().voidItem())
                .chain(() -> regrants ? requireScopes(change.after()) : Uni.createFrom().voidItem());
    }

    private static void requireMayGrant(AdminCaller caller, ClientForm form) {
        if (form.hasBuiltInScopes()) {
            caller.requireAdmin();
        }
    }

    private Uni<Void> requireEnvironment(TenantId tenant, ClientForm form) {
        return environments.exists(tenant, form.environment()).invoke(exists -> refuseUnless(exists, form)).replaceWithVoid();
    }

    private static void refuseUnless(boolean exists, ClientForm form) {
        if (!exists) {
            throw Problem.invalid("environment", "names no environment of this tenant: " + form.environment());
        }
    }

    private Uni<Void> requireScopes(ClientForm form) {
        return catalogue.unknownAmong(form.scopes().names()).invoke(ClientRules::refuseUnknown).replaceWithVoid();
    }

    private static void refuseUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw Problem.invalid("scopes", "names scopes that are not in the catalogue: " + String.join(" ", unknown)
                    + (unknown.stream().anyMatch(Scopes::isBuiltIn) ? "; built-in are " + Scopes.ADMIN + " and " + Scopes.TENANT : ""));
        }
    }
}
