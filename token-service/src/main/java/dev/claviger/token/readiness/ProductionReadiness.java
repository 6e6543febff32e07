package dev.claviger.token.readiness;

import dev.claviger.contract.Networks;
import dev.claviger.start.Refusals;
import dev.claviger.start.ServicePort;
import dev.claviger.start.SettingsReview;
import dev.claviger.token.client.VerificationConfig;
import dev.claviger.token.code.CodeConfig;
import dev.claviger.token.internal.InternalConfig;
import dev.claviger.token.internal.TlsConfig;
import dev.claviger.token.login.LoginConfig;
import dev.claviger.token.external.ExternalConfig;
import dev.claviger.token.logout.LogoutConfig;
import dev.claviger.token.refresh.RefreshConfig;
import dev.claviger.token.refresh.TokenHashes;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.token.IssuerConfig;
import dev.claviger.token.usage.UsageConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.Config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Refuses to start with settings that are missing, and in production with unsafe ones; all of them are told at once. */
@ApplicationScoped
class ProductionReadiness implements SettingsReview {

    /** What `dev` and `test` use; everybody can read them. */
    static final String DEVELOPMENT_ENCRYPTION_KEY = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdC4=";
    static final String DEVELOPMENT_REFRESH_PEPPER = "cmVmcmVzaC1wZXBwZXItbm90LWZvci1wcm9kdWN0aW8=";
    static final String DEVELOPMENT_INTERNAL_KEY = "development-token-service-key-not-for-production";
    private static final int SHORTEST_KEY = 32;
    private static final Duration SHORTEST_CODE = Duration.ofSeconds(10);
    /** RFC 6749 §4.1.2. */
    private static final Duration LONGEST_CODE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(10);
    /** Who says nothing for a minute is taken for silent. */
    private static final Duration LONGEST_FLUSH = Duration.ofSeconds(30);
    private static final Duration LONGEST_MEMORY = Duration.ofMinutes(10);

    private final IssuerConfig issuer;
    private final InternalConfig internal;
    private final DatabaseConfig database;
    private final SigningConfig signing;
    private final VerificationConfig verification;
    private final RefreshConfig refresh;
    private final CodeConfig code;
    private final LoginConfig login;
    private final LogoutConfig logout;
    private final ExternalConfig external;
    private final TlsConfig tls;
    private final UsageConfig usage;
    private final ServicePort port;

    @Inject
    ProductionReadiness(IssuerConfig issuer, InternalConfig internal, DatabaseConfig database, SigningConfig signing,
            VerificationConfig verification, RefreshConfig refresh, CodeConfig code, LoginConfig login, LogoutConfig logout, ExternalConfig external, TlsConfig tls,
            UsageConfig usage, Config config) {
        this.issuer = issuer;
        this.internal = internal;
        this.database = database;
        this.signing = signing;
        this.verification = verification;
        this.refresh = refresh;
        this.code = code;
        this.login = login;
        this.logout = logout;
        this.external = external;
        this.tls = tls;
        this.usage = usage;
        this.port = ServicePort.of(config);
    }

    /** With the router, since that is the first any bean of ours hears of the start: no port is open yet. */
    void check(@Observes @Priority(1) Router starting) {
        require("token-service", ConfigUtils.getProfiles());
    }

    @Override
    public Refusals refusals(boolean production) {
        Refusals refusals = new Refusals();
        missing(refusals);
        refusals.all(TokenHashes.wrongIn(refresh)).unless(verification.cacheLifetime().compareTo(LONGEST_MEMORY) <= 0,
                "claviger.verification.cache-lifetime is longer than PT10M, the promise this service keeps even where the feed fails")
                .unless(code.lifetime().compareTo(SHORTEST_CODE) >= 0 && code.lifetime().compareTo(LONGEST_CODE) <= 0,
                        "claviger.code.lifetime is not between PT10S and PT10M: what is not exchanged by then never is, or was stolen")
                .unless(code.perPersonAndMinute() > 0, "claviger.code.per-person-and-minute is not positive: nobody could let an application act")
                .unless(refresh.grantsPerClient() > 0, "claviger.refresh.grants-per-client is not positive: the newest pair of a client must work")
                .unless(isPositive(login.idle()) && login.idle().compareTo(login.longest()) <= 0,
                        "claviger.login.idle is not between PT1S and claviger.login.longest: nobody could stay signed in, or the bound would be none")
                .unless(isPositive(logout.patience()) && logout.patience().compareTo(LONGEST_PATIENCE) <= 0,
                        "claviger.logout.patience is not between PT0.001S and PT10S: one slow application would keep others from being told")
                .unless(areNetworks(logout.allowedNetworks().orElse(List.of())), "claviger.logout.allowed-networks is not a list of CIDR ranges such as 10.0.0.0/8")
                .unless(isPositive(usage.flushInterval()) && usage.flushInterval().compareTo(LONGEST_FLUSH) <= 0,
                        "claviger.usage.flush-interval is not between PT0.001S and PT30S: a replica that reports less often is taken for silent")
                .unless(isPositive(external.patience()) && external.patience().compareTo(LONGEST_PATIENCE) <= 0,
                        "claviger.external-sign-in.patience is not between PT0.001S and PT10S: people would wait for a provider that is down")
                .unless(areNetworks(external.allowedNetworks().orElse(List.of())), "claviger.external-sign-in.allowed-networks is not a list of CIDR ranges such as 10.0.0.0/8");
        if (production) {
            unsafe(refusals);
        }
        return refusals;
    }

    private static boolean areNetworks(List<String> ranges) {
        try {
            Networks.of(ranges);
            return true;
        } catch (IllegalArgumentException notARange) {
            return false;
        }
    }

    private static boolean isPositive(Duration time) {
        return !time.isNegative() && !time.isZero();
    }

    @Override
    public Refusals allowed() {
        return new Refusals().when(internal.allowCleartext(), "claviger.internal.allow-cleartext is set: client secrets travel in the clear where nothing else encrypts");
    }

    private void missing(Refusals refusals) {
        refusals.without(issuer.issuer(), "claviger.issuer is not set: give the public https URL of this service")
                .without(internal.key(), "claviger.internal.key is not set: give one of credential-service's claviger.internal.token-service-keys")
                .without(database.url(), "claviger.database.url is not set: give postgresql://host:5432/database")
                .without(database.username(), "claviger.database.username is not set")
                .without(database.password(), "claviger.database.password is not set");
        if (signing.keyFiles().isEmpty()) {
            refusals.without(signing.encryptionKey(), "claviger.signing.encryption-key is not set: make one with `openssl rand -base64 32`");
        }
    }

    private void unsafe(Refusals refusals) {
        refusals.when(issuer.issuer().filter(url -> !isHttpsIdentifier(url)).isPresent(), "claviger.issuer is not an https URL without query and fragment (RFC 8414 §2)")
                .unless(internal.allowCleartext() || "https".equalsIgnoreCase(internal.url().getScheme()),
                        "claviger.internal.url is not https: client secrets would travel in the clear; "
                                + "set claviger.internal.allow-cleartext=true only where something else encrypts")
                .when(internal.key().filter(key -> key.length() < SHORTEST_KEY || key.equals(DEVELOPMENT_INTERNAL_KEY)).isPresent(),
                        "claviger.internal.key is the development key or shorter than 32 characters: make one with `openssl rand -base64 32`");
        refuseDevelopmentKey(refusals, "claviger.signing.encryption-key", signing.encryptionKey());
        refuseDevelopmentKey(refusals, "claviger.signing.next-encryption-key", signing.nextEncryptionKey());
        refuseDevelopmentKey(refusals, "claviger.signing.previous-encryption-key", signing.previousEncryptionKey());
        refresh.peppers().forEach((version, pepper) -> refusals.when(pepper.trim().equals(DEVELOPMENT_REFRESH_PEPPER),
                "claviger.refresh.peppers." + version + " is the development pepper: make one with `openssl rand -base64 32`"));
        port.refuseCleartextBesideHttps(refusals);
        ServicePort.refuseUnreadable(refusals, "claviger.tls.trust-file", tls.trustFile());
        ServicePort.refuseUnreadable(refusals, "claviger.database.trust-file", database.trustFile());
    }

    /** The next one encrypts before long, and under the previous one private keys are still stored: all three must be nobody else's. */
    private static void refuseDevelopmentKey(Refusals refusals, String setting, Optional<String> key) {
        refusals.when(key.filter(DEVELOPMENT_ENCRYPTION_KEY::equals).isPresent(), setting + " is the development key: make one with `openssl rand -base64 32`");
    }

    private static boolean isHttpsIdentifier(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }
}
