package dev.claviger.credential.account.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Somebody is signed in with a browser.
 *
 * @param agent      the browser in words
 * @param amr        how the person proved who it is (RFC 8176 §2)
 * @param authTime   when
 * @param lastSeenAt when the browser last was
 */
public record OpenSession(String id, String agent, List<String> amr, Instant authTime, Instant lastSeenAt) {

    public OpenSession {
        Objects.requireNonNull(id);
        Objects.requireNonNull(amr);
        Objects.requireNonNull(authTime);
        Objects.requireNonNull(lastSeenAt);
    }
}
