package dev.claviger.deploy.pod;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import dev.claviger.deploy.manifest.Manifests;

/**
 * What is in the Secrets of an installation, by {@code name/key}: as {@code make-secrets} makes them for the local overlay. What only production has
 * is a copy of those: one authority signs for all, the database included.
 */
record SecretValues(Map<String, String> values) {

    private static final String TLS = "credential-service-tls/";

    static SecretValues of(Manifests local) {
        Map<String, String> values = new TreeMap<>();
        local.ofKind("Secret").forEach(secret -> secret.root().at("data").members().forEach((key, value) ->
                values.put(secret.name().replaceFirst("-[0-9a-z]{10}$", "") + "/" + key,
                        new String(Base64.getMimeDecoder().decode(value.text()), StandardCharsets.UTF_8))));
        for (String file : new String[] {"tls.crt", "tls.key", "ca.crt"}) {
            values.put("token-service-tls/" + file, values.get(TLS + file));
            values.put("api-gateway-tls/" + file, values.get(TLS + file));
        }
        values.put("database-ca/ca.crt", values.get(TLS + "ca.crt"));
        // There for as long as a rotation lasts: here, so that they are read once.
        for (String key : new String[] {"signing-next-encryption-key", "signing-previous-encryption-key"}) {
            values.put("token-service/" + key, key());
        }
        for (String key : new String[] {"one-time-passwords-next-encryption-key", "one-time-passwords-previous-encryption-key"}) {
            values.put("credential-service/" + key, key());
        }
        return new SecretValues(values);
    }

    private static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /** By the name in a manifest, which may end in a hash of the content. */
    String of(String secret, String key) {
        String value = values.getOrDefault(secret + "/" + key, values.get(secret.replaceFirst("-[0-9a-z]{10}$", "") + "/" + key));
        if (value == null) {
            throw new IllegalStateException("no value for the Secret " + secret + "/" + key);
        }
        return value;
    }
}
