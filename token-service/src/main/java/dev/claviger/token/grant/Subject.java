package dev.claviger.token.grant;

import java.util.Locale;

/**
 * For whom a token stands, where it stands for somebody else than its client. Both numbers come from one sequence, so as {@code sub} they
 * never meet.
 *
 * @param number the person's, or the tenant's account number
 */
public record Subject(Kind kind, long number) {

    /** As Lucid's clients know them. */
    public enum Kind {
        /** One person. */
        USER,
        /** The tenant as a whole, by one of its administrators. */
        ACCOUNT;

        /** @throws IllegalArgumentException for any other text than {@link #toString()} writes */
        public static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }

        /** As a scope's {@code token_types} name it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As {@code sub} has it. */
    @Override
    public String toString() {
        return Long.toString(number);
    }
}
