package dev.claviger.credential.account.link;

import java.time.Duration;
import java.util.Locale;

import dev.claviger.credential.account.password.PasswordsConfig;

/** Why somebody is sent a link. Its text is the wire form and what is stored. */
public enum LinkPurpose {
    INVITATION, RESET;

    public static LinkPurpose of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    Duration lifetime(PasswordsConfig config) {
        return this == INVITATION ? config.invitationLifetime() : config.resetLifetime();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
