package dev.claviger.token.account;

import dev.claviger.contract.Fields;
import dev.claviger.contract.PersonId;
import dev.claviger.contract.TenantId;

import java.util.Locale;
import java.util.Optional;

/**
 * How it went with a new password.
 *
 * @param reason with {@link Outcome#REFUSED}: what is wrong with it, for its owner to read
 * @param tenant whose it is, with {@link Outcome#SET} by a link
 * @param person likewise
 */
public record PasswordChange(Outcome outcome, Optional<String> reason, Optional<TenantId> tenant, Optional<PersonId> person, Optional<String> device) {

    /** What there is to tell its owner. */
    public enum Outcome {
        SET,
        /** The link was used before, or is too old. */
        LINK_DEAD,
        REFUSED,
        WRONG_PASSWORD,
        TOO_MANY
    }

    static PasswordChange of(Fields answer) {
        Optional<Fields> person = answer.has("person") ? Optional.of(answer.object("person")) : Optional.empty();
        return new PasswordChange(Outcome.valueOf(answer.text("outcome").toUpperCase(Locale.ROOT)), answer.optionalText("reason"),
                person.map(fields -> new TenantId(fields.text("tenant"))), person.map(fields -> new PersonId(fields.number("id"))),
                answer.optionalText("device"));
    }

    /** Without the device. */
    @Override
    public String toString() {
        return outcome.toString();
    }
}
