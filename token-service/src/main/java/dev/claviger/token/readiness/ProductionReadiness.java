package dev.claviger.token.readiness;

import dev.claviger.token.client.VerificationConfig;
import dev.claviger.token.internal.InternalConfig;
import dev.claviger.token.refresh.RefreshConfig;
import dev.claviger.token.refresh.TokenHashes;
import dev.claviger.token.signing.SigningConfig;
import dev.claviger.token.token.IssuerConfig;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Refuses to start with settings that are missing, and in production with unsafe ones; all of them are told at once. */
@ApplicationScoped
class ProductionReadiness {

    /** What `dev` and `test` use; everybody can read them. */
    static final String DEVELOPMENT_ENCRYPTION_KEY = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcHJvZHVjdC4=";
    static final String DEVELOPMENT_REFRESH_PEPPER = "cmVmcmVzaC1wZXBwZXItbm90LWZvci1wcm9kdWN0aW8=";
    static final String DEVELOPMENT_INTERNAL_KEY = "development-token-service-key-not-for-production";
    private static final int SHORTEST_KEY = 32;
    private static final Duration LONGEST_MEMORY = Duration.ofMinutes(10);

    private final IssuerConfig issuer;
    private final InternalConfig internal;
    private final DatabaseConfig database;
    private final SigningConfig signing;
    private final VerificationConfig verification;
    private final RefreshConfig refresh;

    @Inject
    ProductionReadiness(IssuerConfig issuer, InternalConfig internal, DatabaseConfig database, SigningConfig signing,
            VerificationConfig verification, RefreshConfig refresh) {
        this.issuer = issuer;
        this.internal = internal;
        this.database = database;
        this.signing = signing;
        this.verification = verification;
        this.refresh = refresh;
    }

    /** With the router, since that is the first any bean of ours hears of the start: no port is open yet. */
    void check(@Observes @Priority(1) Router starting) {
        List<String> refusals = refusals(ConfigUtils.getProfiles().contains("prod"));
        if (!refusals.isEmpty()) {
            throw new ConfigurationException("token-service does not start:\n  - " + String.join("\n  - ", refusals));
        }
    }

    List<String> refusals(boolean production) {
        List<String> refusals = new ArrayList<>();
        missing(refusals);
        refusals.addAll(TokenHashes.wrongIn(refresh));
        refuseUnless(refusals, verification.cacheLifetime().compareTo(LONGEST_MEMORY) <= 0,
                "claviger.verification.cache-lifetime is longer than PT10M, the promise this service keeps even where the feed fails");
        refuseUnless(refusals, refresh.grantsPerClient() > 0, "claviger.refresh.grants-per-client is not positive: the newest pair of a client must work");
        if (production) {
            unsafe(refusals);
        }
        return refusals;
    }

    /** What production would not start with, and what it starts with because somebody allowed it by name. */
    List<String> unfit() {
        List<String> unfit = refusals(true);
        refuseUnless(unfit, !internal.allowCleartext(), "claviger.internal.allow-cleartext is set: client secrets travel in the clear where nothing else encrypts");
        return unfit;
    }

    private void missing(List<String> refusals) {
        require(refusals, issuer.issuer(), "claviger.issuer is not set: give the public https URL of this service");
        require(refusals, internal.key(), "claviger.internal.key is not set: give one of credential-service's claviger.internal.token-service-keys");
        require(refusals, database.url(), "claviger.database.url is not set: give postgresql://host:5432/database");
        require(refusals, database.username(), "claviger.database.username is not set");
        require(refusals, database.password(), "claviger.database.password is not set");
        if (signing.keyFiles().isEmpty()) {
            require(refusals, signing.encryptionKey(), "claviger.signing.encryption-key is not set: make one with `openssl rand -base64 32`");
        }
    }

    private void unsafe(List<String> refusals) {
        issuer.issuer().ifPresent(url -> refuseUnless(refusals, isHttpsIdentifier(url),
                "claviger.issuer is not an https URL without query and fragment (RFC 8414 §2)"));
        refuseUnless(refusals, internal.allowCleartext() || "https".equalsIgnoreCase(internal.url().getScheme()),
                "claviger.internal.url is not https: client secrets would travel in the clear; "
                        + "set claviger.internal.allow-cleartext=true only where something else encrypts");
        internal.key().ifPresent(key -> refuseUnless(refusals, key.length() >= SHORTEST_KEY && !key.equals(DEVELOPMENT_INTERNAL_KEY),
                "claviger.internal.key is the development key or shorter than 32 characters: make one with `openssl rand -base64 32`"));
        signing.encryptionKey().ifPresent(key -> refuseUnless(refusals, !key.equals(DEVELOPMENT_ENCRYPTION_KEY),
                "claviger.signing.encryption-key is the development key: make one with `openssl rand -base64 32`"));
        refresh.peppers().forEach((version, pepper) -> refuseUnless(refusals, !pepper.trim().equals(DEVELOPMENT_REFRESH_PEPPER),
                "claviger.refresh.peppers." + version + " is the development pepper: make one with `openssl rand -base64 32`"));
    }

    private static void require(List<String> refusals, Optional<String> setting, String refusal) {
        refuseUnless(refusals, setting.isPresent(), refusal);
    }

    private static void refuseUnless(List<String> refusals, boolean holds, String refusal) {
        if (!holds) {
            refusals.add(refusal);
        }
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
