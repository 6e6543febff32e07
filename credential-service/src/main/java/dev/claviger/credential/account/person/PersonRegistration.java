package dev.claviger.credential.account.person;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.credential.account.link.Invitations;
import dev.claviger.credential.account.link.IssuedLink;
import dev.claviger.credential.account.password.Hashing;
import dev.claviger.credential.account.password.Password;
import dev.claviger.credential.account.password.PasswordRules;
import dev.claviger.credential.account.password.Passwords;
import dev.claviger.credential.admin.AdminCaller;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.edge.JsonInput;
import dev.claviger.credential.edge.Tagged;
import dev.claviger.credential.idempotency.IdempotencyKeys;
import dev.claviger.credential.problem.Problem;
import dev.claviger.credential.tenant.Tenants;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** A person comes into being, with a password, an invitation or neither. No event: nobody holds an answer about it yet. */
@Singleton
public class PersonRegistration {

    /** One sequence with tenants' account numbers, so that no {@code sub} is ever two. */
    static final String NUMBER = "select nextval('subject_number')";

    private final Tenants tenants;
    private final People people;
    private final PersonRules rules;
    private final Hashing hashing;
    private final Passwords passwords;
    private final PasswordRules rulesOfPasswords;
    private final Invitations invitations;
    private final IdempotencyKeys idempotency;
    private final AuditTrail audit;
    private final Clock clock;

    PersonRegistration(Tenants tenants, People people, PersonRules rules, Hashing hashing, Passwords passwords, PasswordRules rulesOfPasswords,
            Invitations invitations, IdempotencyKeys idempotency, AuditTrail audit, Clock clock) {
        this.tenants = tenants;
        this.people = people;
        this.rules = rules;
        this.hashing = hashing;
        this.passwords = passwords;
        this.rulesOfPasswords = rulesOfPasswords;
        this.invitations = invitations;
        this.idempotency = idempotency;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The password is hashed before the transaction begins: nothing is held locked meanwhile.
     *
     * @param input          all that is said of the person, and nothing else
     * @param idempotencyKey what makes a repeat one; null for none
     */
    public Uni<Registered> register(AdminCaller caller, TenantId tenant, JsonInput input, String idempotencyKey) {
        NewPerson asked = NewPerson.read(input, rulesOfPasswords);
        String request = input.canonicalWithout("password");
        return asked.password().map(this::hash).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(hash -> Panache.withTransaction(() -> register(caller, tenant, asked, hash, idempotencyKey, request)));
    }

    private Uni<Optional<String>> hash(Password password) {
        return hashing.hash(password).map(Optional::of).onFailure(Hashing.Busy.class)
                .transform(busy -> Problem.unavailable("Too many passwords are being hashed at this moment. Nothing was changed"));
    }

    private Uni<Registered> register(AdminCaller caller, TenantId tenant, NewPerson asked, Optional<String> hash, String idempotencyKey, String request) {
        return Panache.getSession().chain(session -> session.createNativeQuery(NUMBER, Long.class).getSingleResult()).map(PersonId::new)
                .chain(id -> idempotency.take(caller.actor(), idempotencyKey, "person " + tenant + request, id.toString())
                        .chain(earlier -> earlier.isPresent()
                                ? people.require(tenant, PersonId.ofSubject(earlier.get()).orElseThrow()).map(known -> new Registered(false, People.seen(known)))
                                : create(caller, id, tenant, asked, hash)));
    }

    private Uni<Registered> create(AdminCaller caller, PersonId id, TenantId tenant, NewPerson asked, Optional<String> hash) {
        RegisteredPerson person = new RegisteredPerson(id, tenant, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        person.apply(asked.form(), person.createdAt);
        return tenants.require(tenant)
                .chain(() -> rules.requireMayGive(caller, tenant, asked.form()))
                .chain(() -> people.requireFree(tenant, asked.form().username()))
                .chain(() -> people.persistAndFlush(person))
                .call(() -> hash.isPresent() ? passwords.set(id, hash.get()) : Uni.createFrom().voidItem())
                .call(() -> audit.record(caller.actor(), AuditEntry.of(AuditAction.PERSON_CREATED).tenant(tenant).person(id)))
                .chain(() -> asked.invite() ? invitations.send(caller, tenant, id, false, person.hasEmail()) : Uni.createFrom().item(Optional.<IssuedLink>empty()))
                .map(link -> new Registered(true, new Tagged<>(PersonView.of(person).created(hash.isPresent(), link.orElse(null)), person.tag())));
    }

    /** Whether the call made a new person, and the person: with its invitation when, and only when, it is new and no mail brings it. */
    public record Registered(boolean created, Tagged<PersonView> person) {
    }
}
