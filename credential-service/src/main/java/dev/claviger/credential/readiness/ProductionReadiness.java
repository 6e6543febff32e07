package dev.claviger.credential.readiness;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.Config;

import dev.claviger.contract.CallProof;
import dev.claviger.credential.account.otp.OneTimePasswordsConfig;
import dev.claviger.credential.account.otp.SecretEncryption;
import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.console.session.ConsoleConfig;
import dev.claviger.credential.event.DatabaseConfig;
import dev.claviger.credential.internal.InternalConfig;
import dev.claviger.credential.notify.MailConfig;
import dev.claviger.credential.notify.MailConfig.StartTls;
import dev.claviger.credential.secret.Peppers;
import dev.claviger.credential.secret.SecretsConfig;
import dev.claviger.start.Refusals;
import dev.claviger.start.ServicePort;
import dev.claviger.start.SettingsReview;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Refuses to start with more keys than a call can prove, and a production profile with settings that are public, guessable or readable on the wire. Each check names
 * its property and the mend, and all that fail are told at once.
 */
@ApplicationScoped
class ProductionReadiness implements SettingsReview {

    private static final int SHORTEST_KEY = 32;
    private static final String DEVELOPMENT_PEPPER = "ZGV2ZWxvcG1lbnQtcGVwcGVyLW5vdC1mb3ItcHJvZHVjdGlvbiE=";
    private static final String DEVELOPMENT_ENCRYPTION_KEY = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdCE=";
    private static final String DEVELOPMENT = "not-for-production";

    private final AdminConfig admin;
    private final InternalConfig internal;
    private final SecretsConfig secrets;
    private final MailConfig mail;
    private final OneTimePasswordsConfig oneTimePasswords;
    private final ConsoleConfig console;
    private final DatabaseConfig database;
    private final ServicePort port;

    ProductionReadiness(AdminConfig admin, InternalConfig internal, SecretsConfig secrets, MailConfig mail, OneTimePasswordsConfig oneTimePasswords,
            ConsoleConfig console, DatabaseConfig database, Config config) {
        this.admin = admin;
        this.internal = internal;
        this.secrets = secrets;
        this.mail = mail;
        this.oneTimePasswords = oneTimePasswords;
        this.console = console;
        this.database = database;
        this.port = ServicePort.of(config);
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        require("credential-service", ConfigUtils.getProfiles());
    }

    @Override
    public Refusals refusals(boolean production) {
        Refusals refusals = new Refusals();
        refuseTooMany(refusals, "claviger.internal.gateway-keys", internal.gatewayKeys());
        refuseTooMany(refusals, "claviger.internal.token-service-keys", internal.tokenServiceKeys());
        if (production) {
            unsafe(refusals);
        }
        return refusals;
    }

    @Override
    public Refusals allowed() {
        return new Refusals().when(internal.allowCleartext(), "claviger.internal.allow-cleartext is set: the keys that prove administrators come in the clear where nothing else encrypts");
    }

    private void unsafe(Refusals refusals) {
        refusals.all(Peppers.wrongIn(secrets));
        secrets.peppers().forEach((version, pepper) -> refusals.when(pepper.equals(DEVELOPMENT_PEPPER),
                "claviger.secrets.peppers." + version + " is the public development pepper: use openssl rand -base64 32"));
        refusals.unless(admin.issuer().startsWith("https://"), "claviger.issuer must be an https URL (RFC 8414 §2)")
                .unless("https".equals(admin.jwksUrl().getScheme()) || internal.allowCleartext(),
                        "claviger.jwks-url must be https, or claviger.internal.allow-cleartext=true where a service mesh encrypts: "
                                + "whoever can change the answer can forge administrators");
        checkKeys(refusals, "claviger.internal.gateway-keys", internal.gatewayKeys());
        checkKeys(refusals, "claviger.internal.token-service-keys", internal.tokenServiceKeys());
        refusals.when(shareOne(internal.gatewayKeys(), internal.tokenServiceKeys()),
                        "claviger.internal.gateway-keys and claviger.internal.token-service-keys share a key: a gateway could ask what only token-service may")
                .when(mail.password().isPresent() && !mail.tls() && mail.startTls() != StartTls.REQUIRED,
                        "claviger.mail.start-tls must be REQUIRED, or claviger.mail.tls=true, beside claviger.mail.password: it would travel in clear")
                .unless(port.isHttps() || internal.allowCleartext(), "quarkus.http.ssl.certificate.files is not set: client secrets and administrators' tokens would arrive "
                        + "in the clear; set claviger.internal.allow-cleartext=true only where a service mesh encrypts");
        checkOneTimePasswords(refusals);
        refusals.when(console.publicUrl().filter(url -> !"https".equals(url.getScheme())).isPresent(), "claviger.console.public-url must be https: whoever can read the line is signed in, too")
                .when(console.publicUrl().isPresent() && !console.issuer().toString().equals(admin.issuer()) && !"https".equals(console.issuer().getScheme()),
                        "claviger.console.issuer must be https (OpenID Connect Core §16.17)");
        refusals.when(console.gatewayUrl().filter(url -> !"https".equals(url.getScheme())).isPresent() && !internal.allowCleartext(),
                "claviger.console.gateway-url is not https: tokens that somebody asks about would travel in the clear; serve the gateway's management port with https, "
                        + "or set claviger.internal.allow-cleartext=true where the network encrypts");
        port.refuseCleartextBesideHttps(refusals);
        ServicePort.refuseUnreadable(refusals, "claviger.tls.trust-file", admin.trustFile());
        ServicePort.refuseUnreadable(refusals, "claviger.database.trust-file", database.trustFile());
    }

    /** One that is missing is no danger: nobody can turn them on then. */
    private void checkOneTimePasswords(Refusals refusals) {
        refusals.all(SecretEncryption.wrongIn(oneTimePasswords));
        Stream.of(oneTimePasswords.encryptionKey(), oneTimePasswords.nextEncryptionKey(), oneTimePasswords.previousEncryptionKey()).flatMap(Optional::stream)
                .filter(key -> key.trim().equals(DEVELOPMENT_ENCRYPTION_KEY)).findFirst()
                .ifPresent(key -> refusals.when(true, "claviger.one-time-passwords.encryption-key, or one beside it, is the public development key: use openssl rand -base64 32"));
    }

    /** Which of them the other side has is not known, so a call proves each. */
    private static void refuseTooMany(Refusals refusals, String property, List<String> keys) {
        refusals.when(keys.size() > CallProof.MOST_KEYS, property + " holds " + keys.size() + " keys, and " + CallProof.MOST_KEYS + " is the most: drop those that nobody shows any more");
    }

    private static void checkKeys(Refusals refusals, String property, List<String> keys) {
        refusals.when(keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY),
                        property + " holds a key shorter than " + SHORTEST_KEY + " characters: use openssl rand -hex 32")
                .when(keys.stream().anyMatch(key -> key.contains(DEVELOPMENT)), property + " holds a public development key: use openssl rand -hex 32");
    }

    private static boolean shareOne(Collection<String> some, Collection<String> others) {
        Set<String> shared = new HashSet<>(some);
        shared.retainAll(new HashSet<>(others));
        return !shared.isEmpty();
    }
}
