package dev.claviger.credential.account.password;

import java.time.Duration;
import java.util.OptionalInt;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How people's passwords are hashed (Argon2id, RFC 9106), and the links by which they are set. */
@ConfigMapping(prefix = "claviger.passwords")
public interface PasswordsConfig {

    /** Memory of one hash in KiB; at least 7168. What is hashed already is hashed anew when its owner next signs in. */
    @WithDefault("19456")
    int memory();

    /** Passes over that memory, from 1 to 20. */
    @WithDefault("2")
    int iterations();

    /** Lanes of that memory, from 1 to 16. They make a hash another, not a faster one: it is computed by one thread. */
    @WithDefault("1")
    int parallelism();

    /** How many hashes are computed at once; half the processors, at least one, unless set. Each needs its memory. */
    OptionalInt threads();

    /** How many sign-ins may wait for those threads; browsers that have not signed in before get half of the places. Beyond, the answer is to try again in a second. */
    @WithDefault("100")
    int queue();

    /** How long the link of an invitation works. */
    @WithDefault("P7D")
    Duration invitationLifetime();

    /** How long the link works by which a forgotten password is replaced. */
    @WithDefault("PT1H")
    Duration resetLifetime();

    /** How many mails with such a link one person gets within an hour, whoever asks for them. */
    @WithDefault("3")
    int resetMailsPerHour();
}
