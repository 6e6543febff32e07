package dev.claviger.credential;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;

/** Access tokens as token-service makes them, signed with a key of the test's key set. */
public final class AdminToken {

    public static final KeyPair KEYS = newKeys();
    public static final String KEY_ID = "test-key";

    private String client = TestInstallation.ADMIN_CLIENT;
    private String subject;
    private String credential = TestInstallation.ADMIN_CREDENTIAL.value();
    private String tenant = "claviger";
    private String scope = "claviger:admin";
    private String issuer = "http://localhost:8081";
    private Object audience = "urn:claviger:admin";
    private String type = "at+jwt";
    private String keyId = KEY_ID;
    private KeyPair keys = KEYS;
    private Duration expiresIn = Duration.ofMinutes(5);
    private long position = Long.MAX_VALUE / 2;

    public static AdminToken administrator() {
        return new AdminToken();
    }

    public static AdminToken ofTenant(String tenant, String client, String credential) {
        AdminToken token = new AdminToken();
        token.tenant = tenant;
        token.client = client;
        token.credential = credential;
        token.scope = "claviger:tenant";
        return token;
    }

    public AdminToken scope(String other) {
        scope = other;
        return this;
    }

    /** Of a person who acts through the client. */
    public AdminToken person(long id) {
        subject = Long.toString(id);
        return this;
    }

    public AdminToken client(String other) {
        client = other;
        return this;
    }

    public AdminToken issuer(String other) {
        issuer = other;
        return this;
    }

    public AdminToken audience(Object other) {
        audience = other;
        return this;
    }

    public AdminToken type(String other) {
        type = other;
        return this;
    }

    public AdminToken keyId(String other) {
        keyId = other;
        return this;
    }

    public AdminToken signedBy(KeyPair other) {
        keys = other;
        return this;
    }

    public AdminToken expiresIn(Duration other) {
        expiresIn = other;
        return this;
    }

    public AdminToken position(long other) {
        position = other;
        return this;
    }

    public String sign() {
        JwtClaimsBuilder claims = Jwt.claims().issuer(issuer).subject(subject == null ? client : subject).claim("client_id", client).claim("tenant", tenant)
                .claim("env", "platform").claim("credential_id", credential).claim("scope", scope).claim("pos", position)
                .claim("jti", UUID.randomUUID().toString()).issuedAt(Instant.now().plus(expiresIn).minusSeconds(600))
                .expiresAt(Instant.now().plus(expiresIn));
        claims = audience instanceof List<?> list ? claims.claim("aud", list) : claims.claim("aud", audience);
        return claims.jws().keyId(keyId).header("typ", type)
                .algorithm(SignatureAlgorithm.ES256).sign(keys.getPrivate());
    }

    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    static String keySet() {
        try {
            PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(KEYS.getPublic());
            key.setKeyId(KEY_ID);
            return new JsonWebKeySet(key).toJson();
        } catch (JoseException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }
}
