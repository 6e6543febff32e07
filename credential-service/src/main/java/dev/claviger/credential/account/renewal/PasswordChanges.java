package dev.claviger.credential.account.renewal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.PasswordToken;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.person.Person;
import dev.claviger.credential.account.guess.GuessKey;
import dev.claviger.credential.account.guess.GuessKeys;
import dev.claviger.credential.account.guess.Guesses;
import dev.claviger.credential.account.guess.KnownBrowsers;
import dev.claviger.credential.account.link.Links;
import dev.claviger.credential.account.link.LiveLink;
import dev.claviger.credential.account.password.Hashing;
import dev.claviger.credential.account.password.Password;
import dev.claviger.credential.account.password.PasswordRules;
import dev.claviger.credential.account.password.Passwords;
import dev.claviger.credential.account.person.StandingPeople;
import dev.claviger.credential.account.renewal.NewPassword.SignedIn;
import io.smallrye.mutiny.Uni;

/**
 * Sets a password that somebody has chosen. A link is looked for before anything is hashed, and used up in the transaction that sets the password,
 * so it works once, and whoever has only garbage costs nothing.
 */
@Singleton
class PasswordChanges {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Links links;
    private final PasswordRules rules;
    private final Hashing hashing;
    private final Passwords passwords;
    private final StandingPeople people;
    private final PasswordStorage storage;
    private final KnownBrowsers browsers;
    private final GuessKeys keys;
    private final Guesses guesses;

    PasswordChanges(Links links, PasswordRules rules, Hashing hashing, Passwords passwords, StandingPeople people, PasswordStorage storage,
            KnownBrowsers browsers, GuessKeys keys, Guesses guesses) {
        this.links = links;
        this.rules = rules;
        this.hashing = hashing;
        this.passwords = passwords;
        this.people = people;
        this.storage = storage;
        this.browsers = browsers;
        this.keys = keys;
        this.guesses = guesses;
    }

    Uni<PasswordOutcome> set(NewPassword asked) {
        return (asked.signedIn().isPresent() ? bySignedIn(asked, asked.signedIn().get()) : byLink(asked))
                .onFailure(Guesses.TooMany.class).recoverWithItem(told -> PasswordOutcome.tooMany(((Guesses.TooMany) told).duration()))
                .onFailure(Hashing.Busy.class).recoverWithItem(() -> PasswordOutcome.tooMany(SOON));
    }

    private Uni<PasswordOutcome> byLink(NewPassword asked) {
        Optional<PasswordToken> token = asked.token().flatMap(PasswordToken::parse);
        return token.isEmpty() ? Uni.createFrom().item(PasswordOutcome.LINK_DEAD)
                : links.find(token.get()).chain(found -> found.isEmpty() ? Uni.createFrom().item(PasswordOutcome.LINK_DEAD) : byLiveLink(asked, token.get(), found.get()));
    }

    private Uni<PasswordOutcome> byLiveLink(NewPassword asked, PasswordToken token, LiveLink link) {
        Password password = Password.typed(asked.password());
        Optional<String> refusal = rules.refusal(password, link.username());
        return refusal.isPresent() ? Uni.createFrom().item(PasswordOutcome.refused(refusal.get()))
                : hashing.hash(password).chain(hash -> storage.store(link, token, hash, asked.address()))
                        .chain(stored -> stored ? known(link) : Uni.createFrom().item(PasswordOutcome.LINK_DEAD));
    }

    /** The browser begins as a known one, so that nobody's guesses keep out who has just been let in. */
    private Uni<PasswordOutcome> known(LiveLink link) {
        return people.find(link.tenant(), link.person()).chain(person -> person.isEmpty() ? Uni.createFrom().item(PasswordOutcome.LINK_DEAD)
                : browsers.forget(link.person()).chain(() -> browsers.add(link.person())).map(device -> PasswordOutcome.set(person.get(), Optional.of(device))));
    }

    private Uni<PasswordOutcome> bySignedIn(NewPassword asked, SignedIn who) {
        return people.find(who.tenant(), who.id()).chain(person -> person.isEmpty() ? Uni.createFrom().item(PasswordOutcome.WRONG_PASSWORD)
                : byPerson(asked, person.get(), who.currentPassword()));
    }

    private Uni<PasswordOutcome> byPerson(NewPassword asked, Person person, String currentPassword) {
        List<GuessKey> counts = keys.ofConfirmation(person.id());
        return guesses.guard(counts, () -> passwords.matches(person.id(), Password.typed(currentPassword))
                .chain(matches -> matches ? change(asked, person) : guesses.count(counts).replaceWith(PasswordOutcome.WRONG_PASSWORD)));
    }

    private Uni<PasswordOutcome> change(NewPassword asked, Person person) {
        Password password = Password.typed(asked.password());
        Optional<String> refusal = rules.refusal(password, person.username());
        PersonId id = person.id();
        return refusal.isPresent() ? Uni.createFrom().item(PasswordOutcome.refused(refusal.get()))
                : hashing.hash(password).chain(hash -> storage.store(person.tenant(), id, hash, asked.address())).replaceWith(PasswordOutcome.set(person, Optional.empty()));
    }
}
