package dev.claviger.token.readiness;

import dev.claviger.token.TestSettings;
import dev.claviger.token.client.VerificationConfig;
import dev.claviger.token.code.CodeConfig;
import dev.claviger.token.internal.InternalConfig;
import dev.claviger.token.internal.TlsConfig;
import dev.claviger.token.login.LoginConfig;
import dev.claviger.token.external.ExternalConfig;
import dev.claviger.token.logout.LogoutConfig;
import dev.claviger.token.refresh.RefreshConfig;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.token.IssuerConfig;
import dev.claviger.token.usage.UsageConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Refuses to start with settings that are missing or unsafe")
class ProductionReadinessTest {

    private static final String BYTES_32 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final Map<String, String> SAFE = Map.of("claviger.issuer", "https://auth.example.com",
            "claviger.internal.url", "https://credential.internal", "claviger.internal.key", "k".repeat(32),
            "claviger.database.url", "postgresql://db:5432/x", "claviger.database.username", "u", "claviger.database.password", "p",
            "claviger.signing.encryption-key", BYTES_32, "claviger.refresh.peppers.1", BYTES_32);

    @Test
    void safe_settings_are_accepted() {
        assertThat(refusals(SAFE, true)).isEmpty();
    }

    @Test
    void everything_that_is_missing_is_told_at_once() {
        assertThat(refusals(Map.of(), false)).hasSize(7).allMatch(refusal -> refusal.startsWith("claviger."));
    }

    @Test
    void mounted_keys_need_no_encryption_key() {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.remove("claviger.signing.encryption-key");
        settings.put("claviger.signing.key-files", "/run/keys/a.pem");
        assertThat(refusals(settings, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"claviger.issuer, http://auth.example.com", "claviger.issuer, https://auth.example.com?x=1", "claviger.issuer, not a url",
            "claviger.issuer, https://auth.example.com#x", "claviger.internal.url, http://credential.internal", "claviger.internal.key, abcd",
            "claviger.internal.key, " + ProductionReadiness.DEVELOPMENT_INTERNAL_KEY,
            "claviger.signing.encryption-key, " + ProductionReadiness.DEVELOPMENT_ENCRYPTION_KEY,
            "claviger.signing.next-encryption-key, " + ProductionReadiness.DEVELOPMENT_ENCRYPTION_KEY,
            "claviger.signing.previous-encryption-key, " + ProductionReadiness.DEVELOPMENT_ENCRYPTION_KEY,
            "claviger.refresh.peppers.1, " + ProductionReadiness.DEVELOPMENT_REFRESH_PEPPER})
    void unsafe_in_production_and_nowhere_else(String property, String value) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(property, value);
        assertThat(refusals(settings, true)).singleElement().asString().startsWith(property).doesNotContain(value);
        assertThat(refusals(settings, false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"claviger.tls.trust-file, /nowhere/ca.pem", "claviger.database.trust-file, /nowhere/ca.pem"})
    void authorities_that_cannot_be_read_are_told_by_their_setting(String property, String file) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(property, file);
        assertThat(refusals(settings, true)).singleElement().asString().startsWith(property + " ");
    }

    @Test
    void beside_https_the_port_in_the_clear_is_closed() {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put("quarkus.http.ssl.certificate.files", "/run/tls.crt");
        assertThat(refusals(settings, true)).singleElement().asString().startsWith("quarkus.http.insecure-requests ");
        settings.put("quarkus.http.insecure-requests", "disabled");
        assertThat(refusals(settings, true)).isEmpty();
    }

    @Test
    void a_longer_memory_than_promised_is_refused_everywhere() {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put("claviger.verification.cache-lifetime", "PT11M");
        assertThat(refusals(settings, false)).singleElement().asString().startsWith("claviger.verification.cache-lifetime");
    }

    @ParameterizedTest
    @CsvSource({"claviger.refresh.peppers.1, c2hvcnQ=", "claviger.refresh.peppers.2, ????", "claviger.refresh.current-pepper, 3",
            "claviger.refresh.grace, PT61S", "claviger.refresh.grace, PT-1S",
            "claviger.refresh.grants-per-client, 0", "claviger.code.lifetime, PT9S", "claviger.code.lifetime, PT601S", "claviger.code.per-person-and-minute, 0"})
    void refresh_tokens_and_codes_that_could_not_be_kept_safely_are_refused_everywhere(String property, String value) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(property, value);
        assertThat(refusals(settings, false)).singleElement().asString().startsWith(property).doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({"claviger.login.idle, PT0S", "claviger.login.idle, P8D", "claviger.login.longest, PT1H"})
    void sessions_that_nobody_or_nothing_could_end_are_refused_everywhere(String property, String value) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(property, value);
        assertThat(refusals(settings, false)).singleElement().asString().startsWith("claviger.login.idle");
    }

    @ParameterizedTest
    @CsvSource({"claviger.logout.patience, PT0S", "claviger.logout.patience, PT11S", "claviger.usage.flush-interval, PT0S", "claviger.usage.flush-interval, PT31S", "claviger.logout.allowed-networks, 10.0.0.0/33",
            "claviger.external-sign-in.patience, PT0S", "claviger.external-sign-in.patience, PT11S", "claviger.external-sign-in.allowed-networks, here"})
    void times_and_addresses_that_could_not_be_judged_or_waited_for_are_refused_everywhere(String property, String value) {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put(property, value);
        assertThat(refusals(settings, false)).singleElement().asString().startsWith(property).doesNotContain(value);
    }

    @Test
    void cleartext_may_be_allowed_on_purpose() {
        Map<String, String> settings = new HashMap<>(SAFE);
        settings.put("claviger.internal.url", "http://credential.internal");
        settings.put("claviger.internal.allow-cleartext", "true");
        assertThat(refusals(settings, true)).isEmpty();
        assertThat(readiness(settings).allowed().told()).as("and stays visible").singleElement().asString().startsWith("claviger.internal.allow-cleartext ");
    }

    private static List<String> refusals(Map<String, String> settings, boolean production) {
        return readiness(settings).refusals(production).told();
    }

    private static ProductionReadiness readiness(Map<String, String> settings) {
        return new ProductionReadiness(TestSettings.of(IssuerConfig.class, settings), TestSettings.of(InternalConfig.class, settings),
                TestSettings.of(DatabaseConfig.class, settings), TestSettings.of(SigningConfig.class, settings),
                TestSettings.of(VerificationConfig.class, settings), TestSettings.of(RefreshConfig.class, settings), TestSettings.of(CodeConfig.class, settings),
                TestSettings.of(LoginConfig.class, settings), TestSettings.of(LogoutConfig.class, settings),
                TestSettings.of(ExternalConfig.class, settings), TestSettings.of(TlsConfig.class, settings), TestSettings.of(UsageConfig.class, settings),
                new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(settings, "settings", 100)).build());
    }
}
