package dev.claviger.quickstart.installation;

import dev.claviger.contract.ClientSecret;
import dev.claviger.contract.EnvironmentName;
import dev.claviger.contract.Identifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The installation's secrets, one file each as Kubernetes would mount them: drawn at the first start, kept from then
 * on, readable by their owner only.
 */
public final class LocalSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final EnvironmentName PLATFORM = new EnvironmentName("platform");

    private final Path folder;

    LocalSecrets(Path folder) {
        this.folder = PrivateFiles.folder(folder);
    }

    /** Keys the hashes of client secrets; the database without it proves nothing. */
    public String pepper() {
        return kept("pepper", LocalSecrets::key);
    }

    public String gatewayKey() {
        return kept("gateway-key", LocalSecrets::key);
    }

    public String tokenServiceKey() {
        return kept("token-service-key", LocalSecrets::key);
    }

    /** Encrypts the signing keys that token-service keeps in its database. */
    public String signingEncryptionKey() {
        return kept("signing-encryption-key", LocalSecrets::key);
    }

    /** Encrypts what people's one-time passwords are made from, in credential-service's database. */
    public String oneTimePasswordsEncryptionKey() {
        return kept("one-time-passwords-encryption-key", LocalSecrets::key);
    }

    /** Keys the hashes of refresh tokens, as {@link #pepper()} those of client secrets. */
    public String refreshPepper() {
        return kept("refresh-pepper", LocalSecrets::key);
    }

    public String databasePassword(String role) {
        return kept("database-" + role, LocalSecrets::password);
    }

    /** PostgreSQL's own administrator reads it from here when the data folder is made. */
    Path databaseOwnerPasswordFile() {
        databasePassword("postgres");
        return folder.resolve("database-postgres");
    }

    public String adminClientId() {
        return kept("admin-client-id", () -> Identifiers.newClientId().value());
    }

    public String adminClientSecret() {
        return kept("admin-client-secret",
                () -> ClientSecret.generate(PLATFORM, Identifiers.newCredentialId()).reveal());
    }

    Path adminClientSecretFile() {
        adminClientSecret();
        return folder.resolve("admin-client-secret");
    }

    /** What token-service knows the console as. */
    public String consoleClientId() {
        return kept("console-client-id", () -> Identifiers.newClientId().value());
    }

    Path consoleClientSecretFile() {
        kept("console-client-secret", () -> ClientSecret.generate(PLATFORM, Identifiers.newCredentialId()).reveal());
        return folder.resolve("console-client-secret");
    }

    /** Of the demo's person in a tenant. Drawn before the person is made, so that it is theirs however often that is tried. */
    public String personPassword(String tenant) {
        return kept(tenant + "-person-password", LocalSecrets::password);
    }

    /** What an earlier run kept under the name. */
    public Optional<String> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void keep(String name, String value) {
        PrivateFiles.write(folder.resolve(name), value);
    }

    private synchronized String kept(String name, Supplier<String> fresh) {
        return read(name).orElseGet(() -> {
            String value = fresh.get();
            keep(name, value);
            return value;
        });
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random(32));
    }

    /** Without the two characters that a URL or a shell could take for its own. */
    private static String password() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(24));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
