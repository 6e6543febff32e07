package dev.claviger.token.account;

import dev.claviger.contract.Fields;

import java.util.Locale;

/** How it went with turning one-time passwords off. */
public enum OneTimeRemoval {
    OFF,
    /** Password or code; nobody learns which. */
    WRONG,
    /** Nothing was compared. */
    TOO_MANY;

    static OneTimeRemoval of(Fields answer) {
        return valueOf(answer.text("outcome").toUpperCase(Locale.ROOT));
    }
}
