package dev.claviger.credential.narrowing.holder;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long ago a client's requests at gateways last needed a scope, as far as is known. */
public enum LastUse {
    /** Within the last thirty days. */
    LATELY("last_day >= $3"),
    /** Before those. */
    EARLIER("last_day < $3"),
    NEVER("last_day is null");

    private final String condition;

    LastUse(String condition) {
        this.condition = condition;
    }

    /** Empty for what is none. */
    public static Optional<LastUse> asked(String parameter) {
        return Arrays.stream(values()).filter(use -> use.parameter().equals(parameter)).findFirst();
    }

    /** {@code lately}, as it stands in addresses. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    String condition() {
        return condition;
    }
}
