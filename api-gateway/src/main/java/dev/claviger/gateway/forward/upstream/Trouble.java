package dev.claviger.gateway.forward.upstream;

import dev.claviger.gateway.refuse.Refusal;
import java.util.Locale;
import java.util.Optional;

/**
 * What is wrong with an upstream, as event loops know it.
 *
 * @param reason what requests to it were refused with last; empty where it was asked how it is and did not say well
 * @param nanos  how long it has lasted
 */
public record Trouble(Kind kind, Optional<Refusal> reason, long nanos) {

    /** From the least to the worst. */
    public enum Kind {
        /** Requests fail in a row; as there is no other upstream, they still go there. */
        FAILING,
        /** For that it gets none for a while. */
        EJECTED,
        /** It was asked how it is, and gets none until it says well. */
        UNHEALTHY;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of two event loops that see the same upstream: the worse, and since the first of them saw it. */
    Trouble and(Trouble other) {
        Trouble worse = kind.compareTo(other.kind) >= 0 ? this : other;
        return new Trouble(worse.kind, worse.reason, Math.max(nanos, other.nanos));
    }
}
