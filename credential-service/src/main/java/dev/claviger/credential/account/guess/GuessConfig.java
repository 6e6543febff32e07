package dev.claviger.credential.account.guess;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What wrong passwords lead to. */
@ConfigMapping(prefix = "claviger.sign-in")
public interface GuessConfig {

    /**
     * How many wrong passwords for one person are answered without a wait: so many from each browser that has signed in before, and so many
     * from all others together.
     */
    @WithDefault("10")
    int attempts();

    /** The same for wrong one-time passwords and recovery codes after a right password. */
    @WithDefault("5")
    int oneTimePasswordAttempts();

    /** The same for one address, whoever is guessed at from there; addresses of a network that many share are one. */
    @WithDefault("100")
    int attemptsPerAddress();

    /** How long the first wait is; each further wrong guess doubles it. */
    @WithDefault("PT15S")
    Duration firstWait();

    /** The longest wait. */
    @WithDefault("PT15M")
    Duration longestWait();

    /** How long after the last wrong guess all is forgotten; longer than the longest wait. */
    @WithDefault("P1D")
    Duration remembered();

    /** How long a browser stays known that signed in and was not used again. */
    @WithDefault("P365D")
    Duration knownBrowserLifetime();
}
