package dev.claviger.credential.account.otp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import jakarta.inject.Singleton;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.account.guess.GuessKey;
import dev.claviger.credential.account.guess.GuessKeys;
import dev.claviger.credential.account.guess.Guesses;
import dev.claviger.credential.account.password.Hashing;
import dev.claviger.credential.account.password.Password;
import dev.claviger.credential.account.password.Passwords;
import dev.claviger.credential.account.person.StandingPeople;
import dev.claviger.credential.admin.Actor;
import dev.claviger.credential.audit.AuditAction;
import dev.claviger.credential.audit.AuditEntry;
import dev.claviger.credential.audit.AuditTrail;
import dev.claviger.credential.notify.Notifications;
import dev.claviger.credential.notify.PersonNotice;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * A person who is signed in turns one-time passwords on, by the password and a code of the new secret, or off, by password and code. Whoever has
 * no more than somebody's open browser does neither: with an authenticator of its own it would keep the owner out.
 */
@Singleton
class OneTimePasswordSetting {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Map<String, Object> ON = outcome("on");
    private static final Map<String, Object> WRONG = outcome("wrong");

    private final OneTimePasswords oneTimePasswords;
    private final StandingPeople people;
    private final Passwords passwords;
    private final GuessKeys keys;
    private final Guesses guesses;
    private final Notifications notifications;
    private final AuditTrail audit;

    OneTimePasswordSetting(OneTimePasswords oneTimePasswords, StandingPeople people, Passwords passwords, GuessKeys keys, Guesses guesses,
            Notifications notifications, AuditTrail audit) {
        this.oneTimePasswords = oneTimePasswords;
        this.people = people;
        this.passwords = passwords;
        this.keys = keys;
        this.guesses = guesses;
        this.notifications = notifications;
        this.audit = audit;
    }

    /** @throws IllegalArgumentException for a step that is none, or lacks what it needs */
    Uni<Map<String, Object>> take(Fields asked) {
        TenantId tenant = new TenantId(asked.text("tenant"));
        PersonId id = new PersonId(asked.number("id"));
        return switch (asked.text("step")) {
            case "begin" -> {
                Password current = Password.typed(asked.text("current_password"));
                yield withPerson(tenant, id, person -> begin(person, current));
            }
            case "confirm" -> {
                String code = asked.text("code");
                yield withPerson(tenant, id, person -> confirm(person, code));
            }
            case "remove" -> {
                Password current = Password.typed(asked.text("current_password"));
                String code = asked.text("code");
                yield withPerson(tenant, id, person -> remove(person, current, code));
            }
            default -> throw new IllegalArgumentException("step: begin, confirm or remove expected");
        };
    }

    private Uni<Map<String, Object>> withPerson(TenantId tenant, PersonId id, Step step) {
        return people.find(tenant, id).chain(person -> person.isEmpty() ? Uni.createFrom().item(WRONG) : step.take(person.get()));
    }

    private Uni<Map<String, Object>> begin(Person person, Password current) {
        return proven(person, () -> passwords.matches(person.id(), current), () -> begin(person));
    }

    private Uni<Map<String, Object>> begin(Person person) {
        return !oneTimePasswords.areOffered() ? Uni.createFrom().item(outcome("not_offered"))
                : oneTimePasswords.begin(person.id(), person.username())
                        .map(begun -> begun.map(secret -> Fields.ordered("secret", secret.secret(), "otpauth_uri", secret.uri())).orElse(ON));
    }

    /** Unlimited: it is the person's own secret, shown a moment ago. */
    private Uni<Map<String, Object>> confirm(Person person, String code) {
        return Panache.withTransaction(() -> oneTimePasswords.confirm(person.id(), code)
                .call(codes -> codes.isEmpty() ? Uni.createFrom().voidItem() : record(person, AuditAction.PERSON_ONE_TIME_PASSWORD_SET)))
                .map(codes -> codes.map(shown -> Fields.ordered("outcome", "on", "recovery_codes", shown)).orElse(WRONG));
    }

    private Uni<Map<String, Object>> remove(Person person, Password current, String code) {
        return proven(person, () -> passwords.matches(person.id(), current)
                .chain(matches -> matches ? oneTimePasswords.accept(person.id(), code) : Uni.createFrom().item(false)), () -> turnOff(person));
    }

    private Uni<Map<String, Object>> proven(Person person, Supplier<Uni<Boolean>> proof, Supplier<Uni<Map<String, Object>>> step) {
        List<GuessKey> counts = keys.ofConfirmation(person.id());
        return guesses.guard(counts, () -> proof.get().chain(right -> right ? step.get() : guesses.count(counts).replaceWith(WRONG)))
                .onFailure(Guesses.TooMany.class).recoverWithItem(told -> tooMany(((Guesses.TooMany) told).duration()))
                .onFailure(Hashing.Busy.class).recoverWithItem(() -> tooMany(SOON));
    }

    private Uni<Map<String, Object>> turnOff(Person person) {
        return Panache.withTransaction(() -> oneTimePasswords.turnOff(person.id())
                .chain(() -> record(person, AuditAction.PERSON_ONE_TIME_PASSWORD_REMOVED))
                .chain(() -> notifications.record(PersonNotice.oneTimePasswordRemoved(person.id())))).replaceWith(outcome("off"));
    }

    private Uni<Void> record(Person person, AuditAction action) {
        Actor self = Actor.ofPerson(person.tenant(), person.id(), Optional.empty());
        return audit.record(self, AuditEntry.of(action).tenant(person.tenant()).person(person.id()));
    }

    private static Map<String, Object> tooMany(Duration wait) {
        return Fields.ordered("outcome", "too_many", "retry_after", wait.toSeconds());
    }

    private static Map<String, Object> outcome(String text) {
        return Fields.ordered("outcome", text);
    }

    private interface Step {
        Uni<Map<String, Object>> take(Person person);
    }
}
