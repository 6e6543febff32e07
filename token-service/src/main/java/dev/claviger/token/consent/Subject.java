package dev.claviger.token.consent;

import dev.claviger.contract.application.ScopeText;

/** Whom the tokens of a consent stand for. */
public enum Subject {
    /** The person. */
    USER(ScopeText.USER),
    /** The tenant's account, which only an administrator can give. */
    ACCOUNT(ScopeText.ACCOUNT);

    private final String text;

    Subject(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException for any other text */
    public static Subject of(String text) {
        for (Subject subject : values()) {
            if (subject.text.equals(text)) {
                return subject;
            }
        }
        throw new IllegalArgumentException("user or account expected");
    }

    @Override
    public String toString() {
        return text;
    }
}
