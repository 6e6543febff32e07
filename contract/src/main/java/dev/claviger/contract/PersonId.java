package dev.claviger.contract;

import java.util.Optional;

/**
 * Names a person of a tenant: a positive number, given once in an installation and never also to a tenant as its account number.
 * As {@code sub} of a token it is written in decimal digits, and no client identifier is that short.
 */
public record PersonId(long value) {

    private static final int MOST_DIGITS = 15;

    public PersonId {
        if (value < 1) {
            throw new IllegalArgumentException("a person's number is positive");
        }
    }

    /** Empty for what no person can have as {@code sub}. */
    public static Optional<PersonId> ofSubject(String subject) {
        boolean isNumber = !subject.isEmpty() && subject.length() <= MOST_DIGITS && subject.charAt(0) != '0'
                && subject.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        return isNumber ? Optional.of(new PersonId(Long.parseLong(subject))) : Optional.empty();
    }

    /** As {@code sub} has it. */
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
