package dev.claviger.credential.account.person;

import java.util.List;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.Catalogue;
import dev.claviger.credential.scope.OwnLimits;
import dev.claviger.credential.tenant.PlatformTenant;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What must hold of a person beyond its own form: what it may is what the caller may give, and somebody is left to administer the tenant. */
@Singleton
class PersonRules {

    /** Locked in one order, or of two administrators who leave together each would see the other. */
    private static final String ADMINISTRATORS = """
            select id from person where tenant_id = :tenant and role <> 'member' and not disabled order by id for update
            """;

    private final Catalogue catalogue;
    private final OwnLimits limits;

    PersonRules(Catalogue catalogue, OwnLimits limits) {
        this.catalogue = catalogue;
        this.limits = limits;
    }

    /** For a new person, or for one whose role or scopes change. Within its transaction. */
    Uni<Void> requireMayGive(AdminCaller caller, TenantId tenant, PersonForm form) {
        if (form.role() == Role.PLATFORM_ADMINISTRATOR) {
            caller.requireAdmin();
            if (!tenant.equals(PlatformTenant.ID)) {
                throw Problem.invalid("role", "may be platform_administrator in tenant " + PlatformTenant.ID + " only");
            }
        }
        return catalogue.unknownAmong(form.limit().orElse(Scopes.NONE).names()).invoke(PersonRules::refuseUnknown)
                .chain(() -> limits.of(caller)).invoke(own -> own.requireOverPerson(form.limit())).replaceWithVoid();
    }

    private static void refuseUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw Problem.invalid("scopes", "names scopes that are not in the catalogue: " + String.join(" ", unknown));
        }
    }

    /** Whoever gets at the account may do what its owner may, so only who may do as much touches it. */
    Uni<Void> requireRightOver(AdminCaller caller, RegisteredPerson person) {
        if (person.administersPlatform()) {
            caller.requireAdmin();
        }
        return limits.of(caller).invoke(own -> own.requireOverPerson(person.form().limit())).replaceWithVoid();
    }

    /** Others may do so to the last administrator; who does it to itself has usually not noticed. */
    Uni<Void> requireOneIsLeft(AdminCaller caller, RegisteredPerson person, boolean stopsAdministering) {
        PersonId self = caller.person().orElse(null);
        if (!stopsAdministering || !person.id().equals(self)) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession().chain(session -> session.createNativeQuery(ADMINISTRATORS, Long.class).setParameter("tenant", person.tenant().value()).getResultList())
                .invoke(administrators -> {
                    if (administrators.stream().allMatch(id -> id.equals(self.value()))) {
                        throw Problem.conflict("You are the last administrator of this tenant. Make another person one first");
                    }
                }).replaceWithVoid();
    }
}
