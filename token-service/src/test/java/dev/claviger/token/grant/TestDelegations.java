package dev.claviger.token.grant;

import dev.claviger.contract.PersonId;
import dev.claviger.contract.SignIn;
import dev.claviger.token.TestApplications;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people have let clients do. */
public final class TestDelegations {

    public static final Instant SIGNED_IN = Instant.parse("2026-01-01T00:00:00Z");

    private TestDelegations() {
    }

    public static Delegation byUser(long person) {
        return by(new Subject(Subject.Kind.USER, person), person);
    }

    /** For {@link TestApplications#ACCOUNT}. */
    public static Delegation forAccount(long administrator) {
        return by(new Subject(Subject.Kind.ACCOUNT, TestApplications.ACCOUNT), administrator);
    }

    private static Delegation by(Subject subject, long person) {
        return new Delegation(subject, new PersonId(person), new SignIn(SIGNED_IN, Optional.of("urn:claviger:multi-factor")), List.of("pwd", "otp"),
                Optional.of("session-1"));
    }
}
