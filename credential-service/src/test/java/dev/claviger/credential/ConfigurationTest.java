package dev.claviger.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.account.guess.GuessConfig;
import dev.claviger.credential.account.otp.OneTimePasswordsConfig;
import dev.claviger.credential.account.password.PasswordsConfig;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.audit.AuditConfig;
import dev.claviger.credential.bootstrap.BootstrapConfig;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.download.DownloadConfig;
import dev.claviger.credential.event.DatabaseConfig;
import dev.claviger.credential.event.FeedConfig;
import dev.claviger.credential.internal.InternalConfig;
import dev.claviger.credential.lifetime.TokensConfig;
import dev.claviger.credential.retirement.RetirementConfig;
import dev.claviger.credential.secret.SecretsConfig;
import dev.claviger.credential.usage.UsageConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Defaults and names of the settings: operators rely on both. */
class ConfigurationTest {

    private static <T> T read(Class<T> mapping, Map<String, String> properties) {
        return new SmallRyeConfigBuilder().withMapping(mapping).withSources(new PropertiesConfigSource(properties, "test", 100))
                .withValidateUnknown(false).build().getConfigMapping(mapping);
    }

    @Test
    void defaults() {
        TokensConfig tokens = read(TokensConfig.class, Map.of());
        assertThat(tokens.accessTokenLifetime()).isEqualTo(Duration.ofMinutes(30));
        assertThat(tokens.refreshTokenLifetime()).isEqualTo(Duration.ofDays(30));
        assertThat(tokens.maxAccessTokenLifetime()).isEqualTo(Duration.ofDays(1));
        assertThat(tokens.maxRefreshTokenLifetime()).isEqualTo(Duration.ofDays(400));
        assertThat(read(DownloadConfig.class, Map.of()).apiEndpoint()).isEqualTo("https://{host}");
        assertThat(read(RetirementConfig.class, Map.of()).retireAfter()).isEqualTo(Duration.ofDays(14));
        assertThat(read(FeedConfig.class, Map.of()).heartbeat()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read(FeedConfig.class, Map.of()).retention()).isEqualTo(Duration.ofDays(7));
        assertThat(read(AuditConfig.class, Map.of()).retention()).isEqualTo(Duration.ofDays(400));
        assertThat(read(UsageConfig.class, Map.of()).retention()).isEqualTo(Duration.ofDays(400));
        assertThat(read(UsageConfig.class, Map.of()).addressRetention()).isEqualTo(Duration.ofDays(90));
        assertThat(read(BootstrapConfig.class, Map.of()).clientId()).isEmpty();
    }

    @Test
    void defaults_of_how_people_sign_in() {
        PasswordsConfig passwords = read(PasswordsConfig.class, Map.of());
        assertThat(List.of(passwords.memory(), passwords.iterations(), passwords.parallelism(), passwords.queue(), passwords.resetMailsPerHour())).containsExactly(19456, 2, 1, 100, 3);
        assertThat(passwords.threads()).isEmpty();
        assertThat(List.of(passwords.invitationLifetime(), passwords.resetLifetime())).containsExactly(Duration.ofDays(7), Duration.ofHours(1));
        GuessConfig guesses = read(GuessConfig.class, Map.of());
        assertThat(List.of(guesses.attempts(), guesses.oneTimePasswordAttempts(), guesses.attemptsPerAddress())).containsExactly(10, 5, 100);
        assertThat(List.of(guesses.firstWait(), guesses.longestWait(), guesses.remembered(), guesses.knownBrowserLifetime()))
                .containsExactly(Duration.ofSeconds(15), Duration.ofMinutes(15), Duration.ofDays(1), Duration.ofDays(365));
        OneTimePasswordsConfig oneTimePasswords = read(OneTimePasswordsConfig.class, Map.of());
        assertThat(List.of(oneTimePasswords.encryptionKey(), oneTimePasswords.nextEncryptionKey(), oneTimePasswords.previousEncryptionKey())).containsOnly(Optional.empty());
        assertThat(oneTimePasswords.issuer()).isEqualTo("Claviger");
    }

    @Test
    void the_console() {
        ConsoleConfig byDefault = read(ConsoleConfig.class, Map.of("claviger.console.issuer", "https://login.example"));
        assertThat(List.of(byDefault.publicUrl(), byDefault.clientId(), byDefault.clientSecretFile(), byDefault.claims().username())).containsOnly(Optional.empty());
        assertThat(byDefault.claims().tenant()).isEqualTo("tenant");
        assertThat(List.of(byDefault.idle(), byDefault.longest())).containsExactly(Duration.ofMinutes(30), Duration.ofHours(10));
        ConsoleConfig console = read(ConsoleConfig.class, Map.of("claviger.console.public-url", "https://console.example", "claviger.console.issuer", "https://id.example",
                "claviger.console.client-id", "c", "claviger.console.client-secret-file", "/f", "claviger.console.claims.tenant", "org", "claviger.console.claims.username", "upn",
                "claviger.console.idle", "PT1M", "claviger.console.longest", "PT2M", "claviger.console.gateway-url", "http://gateway:9000"));
        assertThat(byDefault.gatewayUrl()).isEmpty();
        assertThat(console.gatewayUrl().orElseThrow()).hasToString("http://gateway:9000");
        assertThat(List.of(console.publicUrl().get().toString(), console.issuer().toString(), console.clientId().get(), console.clientSecretFile().get().toString(),
                console.claims().tenant(), console.claims().username().get())).containsExactly("https://console.example", "https://id.example", "c", "/f", "org", "upn");
        assertThat(List.of(console.idle(), console.longest())).containsExactly(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Test
    void names_of_how_people_sign_in() {
        PasswordsConfig passwords = read(PasswordsConfig.class, Map.of("claviger.passwords.memory", "9000", "claviger.passwords.threads", "3", "claviger.passwords.reset-mails-per-hour", "7",
                "claviger.passwords.invitation-lifetime", "P1D", "claviger.passwords.reset-lifetime", "PT10M"));
        assertThat(List.of(passwords.memory(), passwords.threads().getAsInt(), passwords.resetMailsPerHour())).containsExactly(9000, 3, 7);
        assertThat(List.of(passwords.invitationLifetime(), passwords.resetLifetime())).containsExactly(Duration.ofDays(1), Duration.ofMinutes(10));
        GuessConfig guesses = read(GuessConfig.class, Map.of("claviger.sign-in.attempts", "3", "claviger.sign-in.one-time-password-attempts", "2", "claviger.sign-in.attempts-per-address", "9",
                "claviger.sign-in.first-wait", "PT1S", "claviger.sign-in.longest-wait", "PT2S", "claviger.sign-in.remembered", "PT3S", "claviger.sign-in.known-browser-lifetime", "P4D"));
        assertThat(List.of(guesses.attempts(), guesses.oneTimePasswordAttempts(), guesses.attemptsPerAddress())).containsExactly(3, 2, 9);
        assertThat(guesses.knownBrowserLifetime()).isEqualTo(Duration.ofDays(4));
        OneTimePasswordsConfig keys = read(OneTimePasswordsConfig.class, Map.of("claviger.one-time-passwords.encryption-key", "a", "claviger.one-time-passwords.next-encryption-key", "b",
                "claviger.one-time-passwords.previous-encryption-key", "c", "claviger.one-time-passwords.issuer", "Acme"));
        assertThat(List.of(keys.encryptionKey().get(), keys.nextEncryptionKey().get(), keys.previousEncryptionKey().get(), keys.issuer())).containsExactly("a", "b", "c", "Acme");
    }

    @Test
    void names() {
        AdminConfig admin = read(AdminConfig.class, Map.of("claviger.issuer", "https://i", "claviger.jwks-url", "https://i/k",
                "claviger.trusted-proxies", "10.0.0.0/8,fd00::/8", "claviger.tls.trust-file", "/ca.pem"));
        assertThat(admin.issuer()).isEqualTo("https://i");
        assertThat(admin.jwksUrl()).hasToString("https://i/k");
        assertThat(admin.trustedProxies().orElseThrow()).containsExactly("10.0.0.0/8", "fd00::/8");
        assertThat(admin.trustFile().orElseThrow()).hasToString("/ca.pem");
        InternalConfig internal = read(InternalConfig.class, Map.of("claviger.internal.gateway-keys", "a,b", "claviger.internal.token-service-keys", "c"));
        assertThat(internal.gatewayKeys()).containsExactly("a", "b");
        assertThat(internal.tokenServiceKeys()).containsExactly("c");
        assertThat(internal.allowCleartext()).isFalse();
        SecretsConfig secrets = read(SecretsConfig.class, Map.of("claviger.secrets.peppers.3", "x", "claviger.secrets.current-pepper", "3"));
        assertThat(secrets.peppers()).isEqualTo(Map.of(3, "x"));
        assertThat(secrets.currentPepper()).hasValue(3);
        DatabaseConfig database = read(DatabaseConfig.class, Map.of("claviger.database.url", "u", "claviger.database.direct-url", "d",
                "claviger.database.username", "n", "claviger.database.password", "p"));
        assertThat(database.directUrl()).isEqualTo("d");
        BootstrapConfig bootstrap = read(BootstrapConfig.class, Map.of("claviger.bootstrap.client-id", "c", "claviger.bootstrap.client-secret-file", "/f"));
        assertThat(bootstrap.clientId()).isEqualTo(Optional.of("c"));
        assertThat(bootstrap.clientSecretFile().orElseThrow()).hasToString("/f");
    }
}
