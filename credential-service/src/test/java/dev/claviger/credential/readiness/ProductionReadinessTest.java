package dev.claviger.credential.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.claviger.credential.account.otp.OneTimePasswordsConfig;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.event.DatabaseConfig;
import dev.claviger.credential.internal.InternalConfig;
import dev.claviger.credential.notify.MailConfig;
import dev.claviger.credential.secret.SecretsConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;

class ProductionReadinessTest {

    private static final Map<String, String> SAFE = Map.ofEntries(
            Map.entry("claviger.issuer", "https://login.example"),
            Map.entry("claviger.jwks-url", "https://login.example/oauth2/jwks"),
            Map.entry("claviger.console.issuer", "https://login.example"),
            Map.entry("claviger.secrets.peppers.1", "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE="),
            Map.entry("claviger.internal.gateway-keys", "a".repeat(32)),
            Map.entry("claviger.internal.token-service-keys", "b".repeat(32)),
            Map.entry("claviger.database.url", "postgresql://db/x"),
            Map.entry("claviger.database.direct-url", "postgresql://db/x"),
            Map.entry("claviger.database.username", "u"),
            Map.entry("claviger.database.password", "p"),
            Map.entry("quarkus.http.ssl.certificate.files", "/run/tls.crt"),
            Map.entry("quarkus.http.insecure-requests", "disabled"));

    @Test
    void lets_safe_settings_pass() {
        assertThat(unsafe(Map.of())).isEmpty();
    }

    @Test
    void tells_every_unsafe_setting_at_once_by_its_property() {
        assertThat(unsafe(Map.of("claviger.issuer", "http://login.example", "claviger.jwks-url", "http://login.example/jwks",
                "claviger.secrets.peppers.1", "ZGV2ZWxvcG1lbnQtcGVwcGVyLW5vdC1mb3ItcHJvZHVjdGlvbiE=",
                "claviger.internal.gateway-keys", "short", "claviger.internal.token-service-keys", "development-key-not-for-production")))
                .satisfiesExactly(text -> assertThat(text).startsWith("claviger.secrets.peppers.1"), text -> assertThat(text).startsWith("claviger.issuer"),
                        text -> assertThat(text).startsWith("claviger.jwks-url"), text -> assertThat(text).startsWith("claviger.internal.gateway-keys"),
                        text -> assertThat(text).startsWith("claviger.internal.token-service-keys"));
    }

    @Test
    void lets_keys_travel_in_clear_only_where_a_mesh_encrypts() {
        Map<String, String> allowed = Map.of("claviger.jwks-url", "http://token-service/oauth2/jwks", "claviger.internal.allow-cleartext", "true");
        assertThat(unsafe(allowed)).isEmpty();
        assertThat(readiness(allowed).allowed().told()).as("and it stays visible").singleElement().asString().startsWith("claviger.internal.allow-cleartext ");
    }

    @Test
    void refuses_short_peppers_and_shared_keys() {
        assertThat(unsafe(Map.of("claviger.secrets.peppers.2", "c2hvcnQ="))).singleElement().asString().startsWith("claviger.secrets.peppers.2");
        assertThat(unsafe(Map.of("claviger.internal.gateway-keys", "b".repeat(32)))).singleElement().asString().contains("share a key");
    }

    @Test
    void refuses_more_keys_than_a_call_proves_in_any_profile() {
        String nine = IntStream.range(0, 9).mapToObj(n -> "k".repeat(32) + n).collect(Collectors.joining(","));
        for (String property : List.of("claviger.internal.gateway-keys", "claviger.internal.token-service-keys")) {
            assertThat(readiness(Map.of(property, nine)).refusals(false).told()).singleElement().asString().startsWith(property + " holds 9 keys, and 8 is the most");
            assertThat(readiness(Map.of(property, nine.substring(0, nine.lastIndexOf(',')))).refusals(false).told()).isEmpty();
        }
    }

    @Test
    void lets_no_mail_password_travel_in_clear() {
        Map<String, String> login = Map.of("claviger.mail.host", "h", "claviger.mail.password", "p", "claviger.mail.start-tls", "OPTIONAL");
        assertThat(unsafe(login)).singleElement().asString().startsWith("claviger.mail.start-tls");
        assertThat(unsafe(Map.of("claviger.mail.host", "h", "claviger.mail.password", "p"))).isEmpty();
        assertThat(unsafe(Map.of("claviger.mail.host", "h", "claviger.mail.password", "p", "claviger.mail.start-tls", "DISABLED", "claviger.mail.tls", "true"))).isEmpty();
        assertThat(unsafe(Map.of("claviger.mail.host", "h", "claviger.mail.start-tls", "DISABLED"))).isEmpty();
    }

    @Test
    void serves_https_and_nothing_beside_it_unless_a_mesh_encrypts() {
        assertThat(unsafe(Map.of("quarkus.http.ssl.certificate.files", ""))).singleElement().asString().startsWith("quarkus.http.ssl.certificate.files ");
        assertThat(unsafe(Map.of("quarkus.http.ssl.certificate.files", "", "claviger.internal.allow-cleartext", "true"))).isEmpty();
        assertThat(unsafe(Map.of("quarkus.http.insecure-requests", "redirect"))).singleElement().asString().startsWith("quarkus.http.insecure-requests ");
    }

    @Test
    void tells_authorities_that_cannot_be_read_by_their_setting() {
        assertThat(unsafe(Map.of("claviger.tls.trust-file", "/nowhere/ca.pem"))).singleElement().asString().startsWith("claviger.tls.trust-file ");
        assertThat(unsafe(Map.of("claviger.database.trust-file", "/nowhere/ca.pem"))).singleElement().asString().startsWith("claviger.database.trust-file ");
    }

    @Test
    void takes_no_public_key_for_the_secrets_of_one_time_passwords() {
        String own = "MTExMTExMTExMTExMTExMTExMTExMTExMTExMTExMTE=";
        String development = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdCE=";
        assertThat(unsafe(Map.of("claviger.one-time-passwords.encryption-key", own))).isEmpty();
        assertThat(unsafe(Map.of("claviger.one-time-passwords.encryption-key", development))).singleElement().asString().startsWith("claviger.one-time-passwords.encryption-key");
        assertThat(unsafe(Map.of("claviger.one-time-passwords.encryption-key", own, "claviger.one-time-passwords.next-encryption-key", development))).hasSize(1);
        assertThat(unsafe(Map.of("claviger.one-time-passwords.encryption-key", "c2hvcnQ="))).singleElement().asString().startsWith("claviger.one-time-passwords.encryption-key");
    }

    @Test
    void asks_gateways_by_https_only_unless_something_else_encrypts() {
        assertThat(unsafe(Map.of("claviger.console.gateway-url", "https://gateway.example:9000"))).isEmpty();
        assertThat(unsafe(Map.of("claviger.console.gateway-url", "http://gateway.example:9000"))).singleElement().asString().startsWith("claviger.console.gateway-url ");
        assertThat(unsafe(Map.of("claviger.console.gateway-url", "http://gateway.example:9000", "claviger.internal.allow-cleartext", "true"))).isEmpty();
    }

    @Test
    void serves_the_console_by_https_only_and_believes_no_provider_without() {
        assertThat(unsafe(Map.of("claviger.console.public-url", "https://console.example"))).isEmpty();
        assertThat(unsafe(Map.of("claviger.console.public-url", "http://console.example"))).singleElement().asString().startsWith("claviger.console.public-url ");
        assertThat(unsafe(Map.of("claviger.console.public-url", "https://console.example", "claviger.console.issuer", "http://id.example")))
                .singleElement().asString().startsWith("claviger.console.issuer ");
    }

    private static List<String> unsafe(Map<String, String> changes) {
        return readiness(changes).refusals(true).told();
    }

    private static ProductionReadiness readiness(Map<String, String> changes) {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withMapping(AdminConfig.class).withMapping(InternalConfig.class).withMapping(SecretsConfig.class).withMapping(MailConfig.class).withMapping(DatabaseConfig.class)
                .withMapping(OneTimePasswordsConfig.class).withMapping(ConsoleConfig.class)
                .withSources(new PropertiesConfigSource(SAFE, "safe", 100), new PropertiesConfigSource(changes, "changes", 200))
                .withValidateUnknown(false).build();
        return new ProductionReadiness(config.getConfigMapping(AdminConfig.class), config.getConfigMapping(InternalConfig.class),
                config.getConfigMapping(SecretsConfig.class), config.getConfigMapping(MailConfig.class), config.getConfigMapping(OneTimePasswordsConfig.class),
                config.getConfigMapping(ConsoleConfig.class), config.getConfigMapping(DatabaseConfig.class), config);
    }
}
