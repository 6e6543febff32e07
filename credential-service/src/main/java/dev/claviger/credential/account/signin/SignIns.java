package dev.claviger.credential.account.signin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.PersonQuestion;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.contract.person.PersonVerification.Outcome;
import dev.claviger.credential.account.directory.LastSignIns;
import dev.claviger.credential.account.guess.GuessKey;
import dev.claviger.credential.account.guess.GuessKeys;
import dev.claviger.credential.account.guess.Guesses;
import dev.claviger.credential.account.guess.KnownBrowsers;
import dev.claviger.credential.account.otp.OneTimePasswords;
import dev.claviger.credential.account.password.Hashing;
import dev.claviger.credential.account.password.Password;
import dev.claviger.credential.account.password.Passwords;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;

/**
 * Verifies who signs in, in this order: has too much been guessed, is the password right, is the one-time password. Whether the person exists, has a
 * password or is disabled changes nothing about it until the password was right: one hash is computed, and one wrong guess counted, all the same.
 */
@Singleton
class SignIns {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final SignInRows rows;
    private final GuessKeys keys;
    private final Guesses guesses;
    private final KnownBrowsers browsers;
    private final Hashing hashing;
    private final Passwords passwords;
    private final OneTimePasswords oneTimePasswords;
    private final LastSignIns lastSignIns;
    private final MeterRegistry meters;

    SignIns(SignInRows rows, GuessKeys keys, Guesses guesses, KnownBrowsers browsers, Hashing hashing, Passwords passwords,
            OneTimePasswords oneTimePasswords, LastSignIns lastSignIns, MeterRegistry meters) {
        this.rows = rows;
        this.keys = keys;
        this.guesses = guesses;
        this.browsers = browsers;
        this.hashing = hashing;
        this.passwords = passwords;
        this.oneTimePasswords = oneTimePasswords;
        this.lastSignIns = lastSignIns;
        this.meters = meters;
        for (Outcome outcome : Outcome.values()) {
            count(outcome);
        }
    }

    Uni<PersonVerification> verify(PersonQuestion question) {
        return rows.read(question).chain(row -> guesses.guard(keysOf(question, row), () -> comparePassword(question, row))
                .onFailure(Guesses.TooMany.class).recoverWithItem(told -> row.tooMany(((Guesses.TooMany) told).duration()))
                .onFailure(Hashing.Busy.class).recoverWithItem(() -> row.tooMany(SOON)))
                .invoke(answer -> meters.counter("claviger_sign_ins", "outcome", label(answer.outcome())).increment());
    }

    private Uni<PersonVerification> comparePassword(PersonQuestion question, SignInRow row) {
        Password password = Password.typed(question.password());
        return hashing.matches(row.hash(), password, row.isFromKnownBrowser()).chain(matches -> {
            if (!matches || row.person().isEmpty() || row.refusesPassword()) {
                return guesses.count(keysOf(question, row)).replaceWith(row.refused());
            }
            passwords.renewHash(row.person().get().id(), row.hash().orElseThrow(), password);
            return row.needsOneTimePassword() ? compareOneTimePassword(question, row) : verified(question, row);
        });
    }

    private Uni<PersonVerification> compareOneTimePassword(PersonQuestion question, SignInRow row) {
        if (question.oneTimePassword().isEmpty()) {
            return Uni.createFrom().item(row.needed());
        }
        Person person = row.person().orElseThrow();
        List<GuessKey> counts = keys.ofOneTimePassword(person.id(), row.browser());
        return guesses.guard(counts, () -> oneTimePasswords.accept(person.id(), question.oneTimePassword().get())
                .chain(accepted -> accepted ? verified(question, row) : guesses.count(counts).replaceWith(row.needed())));
    }

    /** Of a browser that is known already, and of one that is from now on. */
    private Uni<PersonVerification> verified(PersonQuestion question, SignInRow row) {
        Person person = row.person().orElseThrow();
        Uni<String> device = row.isFromKnownBrowser() ? browsers.use(question.device().orElseThrow()).replaceWith(question.device().get())
                : browsers.add(person.id());
        return device.call(() -> forgive(question, row)).call(() -> lastSignIns.note(person.id())).map(given -> row.verified(given));
    }

    /** What a known browser guessed wrong before it was right. What strangers did is only forgotten with time: else they could go on with each sign-in. */
    private Uni<Void> forgive(PersonQuestion question, SignInRow row) {
        return row.isFromKnownBrowser() ? guesses.forget(keysOf(question, row)) : Uni.createFrom().voidItem();
    }

    private List<GuessKey> keysOf(PersonQuestion question, SignInRow row) {
        return keys.ofPassword(question.tenant(), SignInRows.lookup(question), row.browser(), question.address());
    }

    private void count(Outcome outcome) {
        meters.counter("claviger_sign_ins", "outcome", label(outcome));
    }

    private static String label(Outcome outcome) {
        return outcome.name().toLowerCase(java.util.Locale.ROOT);
    }
}
