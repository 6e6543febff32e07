package dev.claviger.contract.person;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.claviger.contract.Fields;

/**
 * The answer to a {@link PersonQuestion}. An unknown person, a wrong password and a disabled person are one and the same to the asker.
 *
 * @param position   the feed position read before the person's row
 * @param person     present when, and only when, the outcome is {@link Outcome#VERIFIED}
 * @param device     then: what the browser is to bring along next time
 * @param retryAfter with {@link Outcome#TOO_MANY}: when another try is answered
 */
public record PersonVerification(String feedId, long position, Outcome outcome, Optional<Person> person, Optional<String> device,
        Optional<Duration> retryAfter) {

    /** What there is to tell whoever filled the form in. */
    public enum Outcome {
        VERIFIED,
        REFUSED,
        /** The password was right, the one-time password is missing or wrong. */
        ONE_TIME_PASSWORD_NEEDED,
        /** Too much was guessed, or too many sign in at this moment; nothing was compared. */
        TOO_MANY
    }

    public Map<String, Object> toFields() {
        return Fields.ordered("feed_id", feedId, "position", position, "outcome", outcome.name().toLowerCase(Locale.ROOT),
                "person", person.map(Person::toFields), "device", device, "retry_after", retryAfter.map(Duration::toSeconds));
    }

    public static PersonVerification of(Fields fields) {
        return new PersonVerification(fields.text("feed_id"), fields.number("position"),
                Outcome.valueOf(fields.text("outcome").toUpperCase(Locale.ROOT)),
                fields.has("person") ? Optional.of(Person.of(fields.object("person"))) : Optional.empty(), fields.optionalText("device"),
                fields.has("retry_after") ? Optional.of(fields.seconds("retry_after")) : Optional.empty());
    }

    /** Without the device. */
    @Override
    public String toString() {
        return outcome + " " + person.map(Person::toString).orElse("nobody");
    }
}
