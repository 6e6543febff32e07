package dev.claviger.credential.application;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.Catalogue;
import dev.claviger.credential.scope.Definitions;
import dev.claviger.credential.scope.OwnLimits;
import dev.claviger.credential.environment.Environments;
import dev.claviger.credential.tenant.PlatformTenant;
import io.smallrye.mutiny.Uni;

/** What must hold of a client beyond its own form: its environment and scopes exist, and the caller may grant them. */
@Singleton
class ClientRules {


    private final Environments environments;
    private final Catalogue catalogue;
    private final Definitions definitions;
    private final OwnLimits limits;
    private final Creators creators;

    ClientRules(Environments environments, Catalogue catalogue, Definitions definitions, OwnLimits limits, Creators creators) {
        this.environments = environments;
        this.catalogue = catalogue;
        this.definitions = definitions;
        this.limits = limits;
        this.creators = creators;
    }

    /** For a new client. Within its transaction: what was found to exist does so until that ends. */
    Uni<Void> require(AdminCaller caller, TenantId tenant, ClientForm form) {
        requireMayGrant(caller, form);
        requireMayBeFirstParty(caller, tenant, form);
        return requireEnvironment(tenant, form).chain(() -> requireScopes(form))
                .chain(() -> form.limitedToCreator() ? requireWithin(caller.person(), form) : Uni.createFrom().voidItem())
                .chain(() -> requireWithinOwn(caller, form.firstParty(), form.scopes(), caller.person().filter(self -> form.limitedToCreator())));
    }

    /** For a change: only what changes is looked at, so that a client whose environment is gone can still be disabled. */
    Uni<Void> require(AdminCaller caller, Client client, ClientChange change) {
        TenantId tenant = client.tenant();
        refuseAnotherKind(change);
        boolean moves = !change.after().environment().equals(change.before().environment());
        requireMayBeFirstParty(caller, tenant, change.after());
        boolean regrants = !change.after().scopes().equals(change.before().scopes());
        if (regrants) {
            requireMayGrant(caller, change.after());
        }
        return (moves ? requireEnvironment(tenant, change.after()) : Uni.createFrom().voidItem())
                .chain(() -> regrants ? requireScopes(change.after()) : Uni.createFrom().voidItem())
                .chain(() -> regrants && change.after().limitedToCreator() ? requireWithin(client.creator(), change.after()) : Uni.createFrom().voidItem())
                .chain(() -> requireWithinOwn(caller, change.before().firstParty() || change.after().firstParty(), change.after().scopes(), client.boundTo()));
    }

    /** A delegated or limited administrator must not come by more than its own right, such as by a new secret of a client that has it. */
    Uni<Void> requireRightOver(AdminCaller caller, Client client) {
        if (client.isAdministrator()) {
            caller.requireAdmin();
        }
        return requireWithinOwn(caller, client.form().firstParty(), client.form().scopes(), client.boundTo());
    }

    private Uni<Void> requireWithinOwn(AdminCaller caller, boolean isFirstParty, Scopes scopes, Optional<PersonId> boundTo) {
        return limits.of(caller).invoke(own -> {
            if (isFirstParty) {
                own.requireOverFirstParty();
            }
            own.requireOverClient(scopes, boundTo);
        }).replaceWithVoid();
    }

    /** What a client is to those who trust it does not change under them. */
    private static void refuseAnotherKind(ClientChange change) {
        if (change.after().hasNoSecret() != change.before().hasNoSecret()) {
            throw Problem.invalid("token_endpoint_auth_method", "cannot change between none and a method with a secret: register another client");
        }
        if (change.after().limitedToCreator() != change.before().limitedToCreator()) {
            throw Problem.invalid("limited_to_creator", "cannot change: register another client");
        }
    }

    private Uni<Void> requireWithin(Optional<PersonId> creator, ClientForm form) {
        return creator.map(creators::rightsOf).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(rights -> rights.orElseThrow(ClientRules::nobody))
                .chain(rights -> definitions.read().invoke(known -> refuseBeyond(rights.among(form.scopes(), known), form))).replaceWithVoid();
    }

    private static Problem nobody() {
        return Problem.invalid("limited_to_creator", "needs a person: it is for whoever registers a client after signing in, and can still do so");
    }

    private static void refuseBeyond(Scopes given, ClientForm form) {
        List<String> beyond = form.scopes().names().stream().filter(scope -> !given.contains(scope)).toList();
        if (!beyond.isEmpty()) {
            throw Problem.invalid("scopes", "names scopes that the client's creator may not give: " + String.join(" ", beyond));
        }
    }

    private static void requireMayGrant(AdminCaller caller, ClientForm form) {
        if (form.hasBuiltInScopes()) {
            caller.requireAdmin();
        }
    }

    /** It signs in people of every tenant, so it is the platform's own and nobody else's. */
    private static void requireMayBeFirstParty(AdminCaller caller, TenantId tenant, ClientForm form) {
        if (form.firstParty() && !tenant.equals(PlatformTenant.ID)) {
            throw Problem.invalid("first_party", "may be set for clients of tenant " + PlatformTenant.ID + " only");
        }
        if (form.firstParty()) {
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
                    + (unknown.stream().anyMatch(Scopes::isBuiltIn) ? "; built-in are " + Scopes.ADMIN + ", " + Scopes.TENANT + " and those of OpenID Connect" : ""));
        }
    }
}
