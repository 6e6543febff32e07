package dev.claviger.acceptance;

import dev.claviger.quickstart.installation.LocalSecrets;
import dev.claviger.quickstart.installation.Service;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Every key, pepper and password of an installation replaced at once, in the steps of docs/operations/rotation.md; each step is a rolling restart. */
final class Rotation {

    /** Of the tokens signed by the key that replaces the first. */
    static final String ALGORITHM = "EdDSA";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final LocalSecrets secrets;
    private final String pepper = key();
    private final String refreshPepper = key();
    private final String encryptionKey = key();
    private final String gatewayKey = key();
    private final String tokenServiceKey = key();
    private final String databasePassword = "p" + RANDOM.nextLong(Long.MAX_VALUE);

    Rotation(LocalSecrets secrets) {
        this.secrets = secrets;
    }

    String databasePassword() {
        return databasePassword;
    }

    static String login(String owner) {
        return owner + "_b";
    }

    /** The new is known to all who must know it, before the first uses it. Keys between services are used as soon as credential-service knows them. */
    Map<String, String> firstStep(Service service) {
        return switch (service) {
            case CREDENTIAL -> withLogin("claviger_credential", Map.of(
                    "claviger.secrets.peppers.2", pepper, "claviger.secrets.current-pepper", "1",
                    "claviger.internal.gateway-keys", secrets.gatewayKey() + "," + gatewayKey,
                    "claviger.internal.token-service-keys", secrets.tokenServiceKey() + "," + tokenServiceKey));
            case TOKEN -> withLogin("claviger_token", Map.of(
                    "claviger.refresh.peppers.2", refreshPepper, "claviger.refresh.current-pepper", "1",
                    "claviger.signing.next-encryption-key", encryptionKey, "claviger.signing.algorithm", ALGORITHM,
                    "claviger.internal.key", tokenServiceKey));
            case GATEWAY -> Map.of("claviger.internal.key", gatewayKey);
        };
    }

    /** The new is used; the old is known to those who need it for what is left of its time. */
    Map<String, String> secondStep(Service service) {
        return switch (service) {
            case CREDENTIAL -> Map.of("claviger.secrets.current-pepper", "2",
                    "claviger.internal.gateway-keys", gatewayKey, "claviger.internal.token-service-keys", tokenServiceKey);
            case TOKEN -> Map.of("claviger.refresh.current-pepper", "2", "claviger.signing.encryption-key", encryptionKey,
                    "claviger.signing.next-encryption-key", "", "claviger.signing.previous-encryption-key", secrets.signingEncryptionKey());
            case GATEWAY -> Map.of();
        };
    }

    private Map<String, String> withLogin(String owner, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("claviger.database.username", login(owner));
        all.put("claviger.database.password", databasePassword);
        return all;
    }

    private static String key() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
