package dev.claviger.credential.account.link;

import java.time.Instant;

/** A link for the one who may pass it on, where no mail server does; shown once. */
public record IssuedLink(String link, Instant expiresAt) {

    /** Never the link. */
    @Override
    public String toString() {
        return "a link until " + expiresAt;
    }
}
