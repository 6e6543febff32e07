package dev.claviger.credential.readiness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

import dev.claviger.credential.admin.AdminConfig;
import dev.claviger.credential.internal.InternalConfig;
import dev.claviger.credential.notify.MailConfig;
import dev.claviger.credential.notify.MailConfig.StartTls;
import dev.claviger.credential.secret.Peppers;
import dev.claviger.credential.secret.SecretsConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Refuses to start a production profile with settings that are public, guessable or readable on the wire. Each check names
 * its property and the mend, and all that fail are told at once.
 */
@ApplicationScoped
public class ProductionReadiness {

    private static final int SHORTEST_KEY = 32;
    private static final String DEVELOPMENT_PEPPER = "ZGV2ZWxvcG1lbnQtcGVwcGVyLW5vdC1mb3ItcHJvZHVjdGlvbiE=";
    private static final String DEVELOPMENT = "not-for-production";

    private final AdminConfig admin;
    private final InternalConfig internal;
    private final SecretsConfig secrets;
    private final MailConfig mail;

    ProductionReadiness(AdminConfig admin, InternalConfig internal, SecretsConfig secrets, MailConfig mail) {
        this.admin = admin;
        this.internal = internal;
        this.secrets = secrets;
        this.mail = mail;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        if (ConfigUtils.getProfiles().contains("prod")) {
            List<String> unsafe = unsafeSettings();
            if (!unsafe.isEmpty()) {
                throw new ConfigurationException("refusing to start in production:\n  - " + String.join("\n  - ", unsafe));
            }
        }
    }

    List<String> unsafeSettings() {
        List<String> unsafe = new ArrayList<>(Peppers.wrongIn(secrets));
        secrets.peppers().forEach((version, pepper) -> refuse(unsafe, pepper.equals(DEVELOPMENT_PEPPER),
                "claviger.secrets.peppers." + version + " is the public development pepper: use openssl rand -base64 32"));
        refuse(unsafe, !admin.issuer().startsWith("https://"), "claviger.issuer must be an https URL (RFC 8414 §2)");
        refuse(unsafe, !"https".equals(admin.jwksUrl().getScheme()) && !internal.allowCleartext(),
                "claviger.jwks-url must be https, or claviger.internal.allow-cleartext=true where a service mesh encrypts: "
                        + "whoever can change the answer can forge administrators");
        checkKeys(unsafe, "claviger.internal.gateway-keys", internal.gatewayKeys());
        checkKeys(unsafe, "claviger.internal.token-service-keys", internal.tokenServiceKeys());
        refuse(unsafe, shareOne(internal.gatewayKeys(), internal.tokenServiceKeys()),
                "claviger.internal.gateway-keys and claviger.internal.token-service-keys share a key: a gateway could ask what only token-service may");
        refuse(unsafe, mail.password().isPresent() && !mail.tls() && mail.startTls() != StartTls.REQUIRED,
                "claviger.mail.start-tls must be REQUIRED, or claviger.mail.tls=true, beside claviger.mail.password: it would travel in clear");
        return unsafe;
    }

    /** What production would not start with, and what it starts with because somebody allowed it by name. */
    List<String> unfit() {
        List<String> unfit = unsafeSettings();
        refuse(unfit, internal.allowCleartext(), "claviger.internal.allow-cleartext is set: the keys that prove administrators come in the clear where nothing else encrypts");
        return unfit;
    }

    private static void checkKeys(List<String> unsafe, String property, List<String> keys) {
        refuse(unsafe, keys.stream().anyMatch(key -> key.length() < SHORTEST_KEY),
                property + " holds a key shorter than " + SHORTEST_KEY + " characters: use openssl rand -hex 32");
        refuse(unsafe, keys.stream().anyMatch(key -> key.contains(DEVELOPMENT)), property + " holds a public development key: use openssl rand -hex 32");
    }

    private static boolean shareOne(Collection<String> some, Collection<String> others) {
        Set<String> shared = new HashSet<>(some);
        shared.retainAll(new HashSet<>(others));
        return !shared.isEmpty();
    }

    private static void refuse(List<String> unsafe, boolean isUnsafe, String reason) {
        if (isUnsafe) {
            unsafe.add(reason);
        }
    }
}
