package dev.claviger.credential.account.directory;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What there is to say first of a person in a list. */
public enum PersonState {
    /** Can sign in. */
    ACTIVE("not p.disabled and w.has_way"),
    /** Has no password yet, and was never let in by the tenant's provider. */
    INVITED("not p.disabled and not w.has_way"),
    DISABLED("p.disabled");

    private final String condition;

    PersonState(String condition) {
        this.condition = condition;
    }

    /** Empty for all, and for what is none. */
    public static Optional<PersonState> asked(String parameter) {
        return Arrays.stream(values()).filter(state -> state.parameter().equals(parameter)).findFirst();
    }

    static PersonState of(boolean disabled, boolean hasWay) {
        return disabled ? DISABLED : hasWay ? ACTIVE : INVITED;
    }

    /** As it stands in addresses. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    String condition() {
        return condition;
    }
}
