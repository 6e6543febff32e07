package dev.claviger.credential.narrowing.holder;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How long ago a client's requests at gateways last needed a scope, as far as is known. */
public enum LastUse {
    /** Within the last thirty days. */
    LATELY,
    /** Before those. */
    EARLIER,
    NEVER;

    /** @param lately the first day that counts as such */
    static LastUse of(LocalDate lastOn, LocalDate lately) {
        if (lastOn == null) {
            return NEVER;
        }
        return lastOn.isBefore(lately) ? EARLIER : LATELY;
    }

    /** Empty for what is none. */
    public static Optional<LastUse> asked(String parameter) {
        return Arrays.stream(values()).filter(use -> use.parameter().equals(parameter)).findFirst();
    }

    /** {@code lately}, as it stands in addresses. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
