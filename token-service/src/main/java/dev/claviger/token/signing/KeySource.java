package dev.claviger.token.signing;

import java.time.Instant;

/** Where signing keys come from. */
public interface KeySource {

    /** The keys as they are now; blocks. */
    KeyRing read(Instant now);
}
