package dev.claviger.credential.secret;

import java.util.Map;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;

/** The peppers under which secrets are hashed. They live outside the database, so that a stolen one verifies nothing. */
@ConfigMapping(prefix = "claviger.secrets")
public interface SecretsConfig {

    /** Peppers by version, each base64 of 32 or more random bytes. Keep an old one until no secret is hashed under it. */
    Map<Integer, String> peppers();

    /** The version new hashes are made under; the highest unless set. Older ones are replaced at their next use. */
    OptionalInt currentPepper();
}
