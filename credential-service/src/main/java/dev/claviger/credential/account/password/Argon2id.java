package dev.claviger.credential.account.password;

import java.security.MessageDigest;
import java.security.SecureRandom;

import jakarta.inject.Singleton;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

import dev.claviger.credential.account.password.PasswordHash.Cost;
import io.quarkus.runtime.configuration.ConfigurationException;

/** RFC 9106, by Bouncy Castle. Each call takes tens of milliseconds and all of {@code memory}: only {@link Hashing} makes them. */
@Singleton
class Argon2id {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    /** OWASP's smallest memory, with five passes over it. */
    private static final int LEAST_MEMORY = 7168;

    private final SecureRandom random = new SecureRandom();
    private final Cost cost;
    private final PasswordHash nobodys;

    Argon2id(PasswordsConfig config) {
        require(config.memory() >= LEAST_MEMORY && config.memory() <= 1 << 20, "memory", "from " + LEAST_MEMORY + " to " + (1 << 20) + " KiB");
        require(config.iterations() >= 1 && config.iterations() <= 20, "iterations", "from 1 to 20");
        require(config.parallelism() >= 1 && config.parallelism() <= 16, "parallelism", "from 1 to 16");
        this.cost = new Cost(config.memory(), config.iterations(), config.parallelism());
        this.nobodys = new PasswordHash(cost, bytes(SALT_BYTES), bytes(HASH_BYTES));
    }

    String hash(Password password) {
        byte[] salt = bytes(SALT_BYTES);
        return new PasswordHash(cost, salt, compute(cost, salt, HASH_BYTES, password)).text();
    }

    boolean matches(String stored, Password password) {
        return matches(PasswordHash.parse(stored), password);
    }

    /** Costs what {@link #matches} costs, for somebody who has no password. */
    void matchNothing(Password password) {
        matches(nobodys, password);
    }

    /** Whether a hash that was just matched should be made anew. */
    boolean isOutdated(String stored) {
        return !PasswordHash.parse(stored).cost().equals(cost);
    }

    private static boolean matches(PasswordHash stored, Password password) {
        return MessageDigest.isEqual(stored.hash(), compute(stored.cost(), stored.salt(), stored.hash().length, password));
    }

    private static byte[] compute(Cost cost, byte[] salt, int length, Password password) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory()).withIterations(cost.iterations()).withParallelism(cost.parallelism()).withSalt(salt).build());
        byte[] hash = new byte[length];
        generator.generateBytes(password.bytes(), hash);
        return hash;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void require(boolean holds, String property, String form) {
        if (!holds) {
            throw new ConfigurationException("claviger.passwords." + property + " must be " + form);
        }
    }
}
