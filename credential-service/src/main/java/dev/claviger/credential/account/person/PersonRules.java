package dev.claviger.credential.account.person;

import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.Scopes;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.scope.Catalogue;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** What must hold of a person beyond its own form: what it may is what the caller may give, and somebody is left to administer the tenant. */
@Singleton
class PersonRules {

    private static final TenantId PLATFORM = new TenantId("claviger");
    private static final String LIMIT = "select coalesce(array_to_string(scopes, ' '), '*') from person where id = :id";
    /** Locked in one order, or of two administrators who leave together each would see the other. */
    private static final String ADMINISTRATORS = """
            select id from person where tenant_id = :tenant and role <> 'member' and not disabled order by id for update
            """;

    private final Catalogue catalogue;

    PersonRules(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** For a new person, or for one whose role or scopes change. Within its transaction. */
    Uni<Void> requireMayGive(AdminCaller caller, TenantId tenant, PersonForm form) {
        if (form.role() == Role.PLATFORM_ADMINISTRATOR) {
            caller.requireAdmin();
            if (!tenant.equals(PLATFORM)) {
                throw Problem.invalid("role", "may be platform_administrator in tenant " + PLATFORM + " only");
            }
        }
        return catalogue.unknownAmong(form.limit().orElse(Scopes.NONE).names()).invoke(PersonRules::refuseUnknown)
                .chain(() -> requireWithinOwnLimit(caller, form));
    }

    /** A person whose own scopes are limited gives nobody more, itself included. */
    private static Uni<Void> requireWithinOwnLimit(AdminCaller caller, PersonForm form) {
        return caller.person().isEmpty() ? Uni.createFrom().voidItem()
                : Panache.getSession().chain(session -> session.createNativeQuery(LIMIT, String.class).setParameter("id", caller.person().get().value()).getResultList())
                        .map(rows -> rows.stream().findFirst().orElseThrow(PersonRules::nobody))
                        .invoke(limit -> {
                            if (!limit.equals("*")) {
                                refuseBeyond(Scopes.parse(limit), form);
                            }
                        }).replaceWithVoid();
    }

    /** A token of an account: of whoever gave it nothing is known here. */
    private static Problem nobody() {
        return Problem.forbidden("A token that stands for an account gives nobody rights: sign in as yourself");
    }

    private static void refuseBeyond(Scopes own, PersonForm form) {
        if (PersonChange.narrows(form.limit(), Optional.of(own)) && !form.limit().filter(own::containsAll).isPresent()) {
            throw Problem.forbidden("Your own scopes are limited, and you can give nobody more: " + own);
        }
    }

    private static void refuseUnknown(List<String> unknown) {
        if (!unknown.isEmpty()) {
            throw Problem.invalid("scopes", "names scopes that are not in the catalogue: " + String.join(" ", unknown));
        }
    }

    /** Whoever may use the account may do everything, so only an administrator may touch it. */
    static void requireRightOver(AdminCaller caller, RegisteredPerson person) {
        if (person.administersPlatform()) {
            caller.requireAdmin();
        }
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
