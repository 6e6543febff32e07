package dev.claviger.credential.account.renewal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.Fields;
import dev.claviger.contract.person.Person;

/**
 * What became of a new password.
 *
 * @param reason     with {@link Kind#REFUSED}: why, in words for the person
 * @param person     with {@link Kind#SET}
 * @param device     with {@link Kind#SET} by a link: what the browser is to bring along next time
 * @param retryAfter with {@link Kind#TOO_MANY}
 */
record PasswordOutcome(Kind kind, Optional<String> reason, Optional<Person> person, Optional<String> device, Optional<Duration> retryAfter) {

    enum Kind {
        /** Sessions of the person that began before are over. */
        SET,
        LINK_DEAD, REFUSED, WRONG_PASSWORD,
        /** Nothing was compared. */
        TOO_MANY
    }

    static final PasswordOutcome LINK_DEAD = plain(Kind.LINK_DEAD);
    static final PasswordOutcome WRONG_PASSWORD = plain(Kind.WRONG_PASSWORD);

    static PasswordOutcome set(Person person, Optional<String> device) {
        return new PasswordOutcome(Kind.SET, Optional.empty(), Optional.of(person), device, Optional.empty());
    }

    static PasswordOutcome refused(String reason) {
        return new PasswordOutcome(Kind.REFUSED, Optional.of(reason), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static PasswordOutcome tooMany(Duration wait) {
        return new PasswordOutcome(Kind.TOO_MANY, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(wait));
    }

    private static PasswordOutcome plain(Kind kind) {
        return new PasswordOutcome(kind, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Map<String, Object> toFields() {
        return Fields.ordered("outcome", kind.name().toLowerCase(Locale.ROOT), "reason", reason, "person", person.map(Person::toFields), "device", device,
                "retry_after", retryAfter.map(Duration::toSeconds));
    }

    /** Without the device. */
    @Override
    public String toString() {
        return kind.toString();
    }
}
