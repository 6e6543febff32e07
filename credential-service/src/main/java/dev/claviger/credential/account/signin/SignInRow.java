package dev.claviger.credential.account.signin;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

import dev.claviger.contract.person.Person;
import dev.claviger.contract.person.PersonVerification;
import dev.claviger.contract.person.PersonVerification.Outcome;
import dev.claviger.contract.person.Role;
import dev.claviger.credential.account.person.PersonRow;
import io.vertx.mutiny.sqlclient.Row;

/** What the one query found: the feed's position always, and of the person what there is. */
record SignInRow(Row row) {

    /** Empty for whoever does not exist, has no password yet, or may not sign in: the asker does not learn which. */
    Optional<Person> person() {
        return PersonRow.usable(row);
    }

    Optional<String> hash() {
        return Optional.ofNullable(row.getString("hash"));
    }

    /** Whether a right password is none here: the tenant's people sign in elsewhere, but for the platform's administrators. */
    boolean refusesPassword() {
        return row.getBoolean("refuses_passwords") && person().filter(person -> person.role() == Role.PLATFORM_ADMINISTRATOR).isEmpty();
    }

    boolean needsOneTimePassword() {
        return row.getBoolean("needs_one_time_password");
    }

    boolean isFromKnownBrowser() {
        return browser().isPresent();
    }

    /** What is stored of it. */
    Optional<String> browser() {
        return Optional.ofNullable(row.getBuffer("browser")).map(hash -> HexFormat.of().formatHex(hash.getBytes()));
    }

    PersonVerification refused() {
        return answer(Outcome.REFUSED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    PersonVerification needed() {
        return answer(Outcome.ONE_TIME_PASSWORD_NEEDED, Optional.empty(), Optional.empty(), Optional.empty());
    }

    PersonVerification tooMany(Duration wait) {
        return answer(Outcome.TOO_MANY, Optional.empty(), Optional.empty(), Optional.of(wait));
    }

    PersonVerification verified(String device) {
        return answer(Outcome.VERIFIED, person(), Optional.of(device), Optional.empty());
    }

    private PersonVerification answer(Outcome outcome, Optional<Person> person, Optional<String> device, Optional<Duration> retryAfter) {
        return new PersonVerification(row.getUUID("feed_id").toString(), row.getLong("position"), outcome, person, device, retryAfter);
    }

    /** Not the hash. */
    @Override
    public String toString() {
        return "a sign-in";
    }
}
