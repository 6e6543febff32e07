package dev.claviger.credential.application;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What there is to say first of a client in a list. One that expires soon may be one that was never used as well: each is found by either. */
public enum ClientState {
    /** In use, and for longer than a month. */
    ACTIVE("not c.disabled and (l.endless or l.ends_at > $2) and u.last_used_at is not null"),
    /** Its last live secret ends within a month, or has ended. */
    EXPIRING("not c.disabled and not l.endless and (l.ends_at is null or l.ends_at <= $2)"),
    /** As far as is known. */
    NEVER_USED("not c.disabled and u.last_used_at is null"),
    DISABLED("c.disabled");

    private final String condition;

    ClientState(String condition) {
        this.condition = condition;
    }

    /** Empty for all, and for what is none. */
    public static Optional<ClientState> asked(String parameter) {
        return Arrays.stream(values()).filter(state -> state.parameter().equals(parameter)).findFirst();
    }

    /** {@code never-used}, as it stands in addresses. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String condition() {
        return condition;
    }
}
