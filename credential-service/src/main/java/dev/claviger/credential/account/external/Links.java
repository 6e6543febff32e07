package dev.claviger.credential.account.external;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.ExternalSignIn;
import dev.claviger.credential.account.person.MemberRegistration;
import dev.claviger.credential.account.person.PersonRow;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.Expect;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/**
 * Makes somebody a person here at the first sign-in: the one person whom the provider's claim names, or a new one. Whom that person is at the provider never
 * changes by itself: a second account there with the same address is refused, and an administrator may take the link away.
 */
@Singleton
class Links {

    private static final Actor PROVIDER = Actor.ofInstallation("identity-provider");
    private static final String EMAIL = "email";
    /** Locked: of two first sign-ins of a tenant the second sees what the first has made. */
    private static final String SETTING = "select claim, create_people from identity_provider where tenant_id = :tenant and issuer = :issuer for update";
    private static final String IS_LINKED = "select person_id from external_identity where tenant_id = :tenant and issuer = :issuer and subject = :subject";
    private static final String PEOPLE = """
            select p.id, p.disabled or exists (select 1 from external_identity e where e.person_id = p.id and e.issuer = :issuer) from person p
             where p.tenant_id = :tenant and\s""";
    /** Both are of ASCII: with the database's own collation some letters beyond are those of another address in lower case. */
    private static final String BY_EMAIL = PEOPLE + "lower(p.email collate \"C\") = :named order by p.id limit 2 for update";
    private static final String BY_USERNAME = PEOPLE + "lower(p.username) = lower(:named) order by p.id limit 2 for update";
    private static final String LINK = "insert into external_identity (tenant_id, issuer, subject, person_id, linked_at) values (:tenant, :issuer, :subject, :person, :now)";
    private static final String UNLINK = "delete from external_identity where tenant_id = :tenant and person_id = :person";

    private final MemberRegistration members;
    private final AuditTrail audit;
    private final Clock clock;

    Links(MemberRegistration members, AuditTrail audit, Clock clock) {
        this.members = members;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the subject is a person's now. */
    @WithTransaction
    Uni<Boolean> link(ExternalSignIn asked) {
        return Panache.getSession().chain(session -> session.createNativeQuery(SETTING, Object[].class)
                        .setParameter("tenant", asked.tenant().value()).setParameter("issuer", asked.issuer()).getResultList())
                .chain(settings -> settings.isEmpty() || asked.named().isEmpty() ? Uni.createFrom().item(false)
                        : isLinked(asked).chain(known -> known ? Uni.createFrom().item(true) : link(asked, (String) settings.get(0)[0], (Boolean) settings.get(0)[1])));
    }

    private Uni<Boolean> link(ExternalSignIn asked, String claim, boolean mayCreate) {
        return named(asked, claim).chain(found -> {
            if (found.isEmpty() && mayCreate) {
                return members.register(PROVIDER, asked.tenant(), asked.named().get(), asked.name(), asked.email())
                        .chain(created -> created.map(person -> store(asked, person)).orElseGet(() -> Uni.createFrom().item(false)));
            }
            boolean isOne = found.size() == 1 && !(Boolean) found.get(0)[1];
            return isOne ? store(asked, new PersonId(((Number) found.get(0)[0]).longValue())) : Uni.createFrom().item(false);
        });
    }

    /** An address that several people have names none of them. */
    private static Uni<List<Object[]>> named(ExternalSignIn asked, String claim) {
        boolean isEmail = claim.equals(EMAIL);
        String named = isEmail ? address(asked.named().orElseThrow()) : PersonRow.lookup(asked.named().orElseThrow());
        return Panache.getSession().chain(session -> session.createNativeQuery(isEmail ? BY_EMAIL : BY_USERNAME, Object[].class)
                .setParameter("tenant", asked.tenant().value()).setParameter("issuer", asked.issuer()).setParameter("named", named).getResultList());
    }

    /** The form addresses are looked for in; a text that nobody here can have finds nobody. */
    private static String address(String told) {
        return Expect.EMAIL.matcher(told).matches() ? told.toLowerCase(Locale.ROOT) : "";
    }

    private static Uni<Boolean> isLinked(ExternalSignIn asked) {
        return Panache.getSession().chain(session -> session.createNativeQuery(IS_LINKED, Long.class).setParameter("tenant", asked.tenant().value())
                .setParameter("issuer", asked.issuer()).setParameter("subject", asked.subject()).getResultList()).map(found -> !found.isEmpty());
    }

    private Uni<Boolean> store(ExternalSignIn asked, PersonId person) {
        return Panache.getSession().chain(session -> session.createNativeQuery(LINK).setParameter("tenant", asked.tenant().value()).setParameter("issuer", asked.issuer())
                        .setParameter("subject", asked.subject()).setParameter("person", person.value()).setParameter("now", clock.instant()).executeUpdate())
                .chain(() -> audit.record(PROVIDER, AuditEntry.of(AuditAction.PERSON_LINKED).tenant(asked.tenant()).person(person))).replaceWith(true);
    }

    /** Whether there was any. Within a transaction. */
    Uni<Boolean> unlink(TenantId tenant, PersonId person) {
        return Panache.getSession().chain(session -> session.createNativeQuery(UNLINK).setParameter("tenant", tenant.value()).setParameter("person", person.value()).executeUpdate())
                .map(count -> count > 0);
    }
}
