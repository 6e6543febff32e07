package dev.claviger.token.account;

import dev.claviger.contract.Fields;

import java.util.Locale;
import java.util.Optional;

/**
 * How it went with a new secret for one-time passwords.
 *
 * @param secret with {@link Outcome#BEGUN}; it counts from its confirmation on
 */
public record OneTimeBeginning(Outcome outcome, Optional<OneTimeSecret> secret) {

    /** What there is to tell its owner. */
    public enum Outcome {
        BEGUN,
        /** They are on already. */
        ON,
        NOT_OFFERED,
        /** Not the current password. */
        WRONG,
        /** Nothing was compared. */
        TOO_MANY
    }

    static OneTimeBeginning of(Fields answer) {
        return answer.has("secret") ? new OneTimeBeginning(Outcome.BEGUN, Optional.of(OneTimeSecret.of(answer)))
                : new OneTimeBeginning(Outcome.valueOf(answer.text("outcome").toUpperCase(Locale.ROOT)), Optional.empty());
    }
}
