package dev.claviger.gateway.authenticate.jose;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** The algorithms accepted (RFC 7518 §3.1, RFC 8037 §3.1): asymmetric ones with SHA-256 strength, by their exact names. */
public enum SignatureAlgorithm {
    ES256("ES256", "SHA256withECDSAinP1363Format", null) {
        /** Two 32-octet integers, neither zero: a JDK once took zeros for a valid signature (CVE-2022-21449). */
        @Override
        boolean isPlausible(byte[] signature) {
            return signature.length == 64 && !isZero(signature, 0) && !isZero(signature, 32);
        }
    },
    RS256("RS256", "SHA256withRSA", null),
    PS256("PS256", "RSASSA-PSS", new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)),
    EDDSA("EdDSA", "Ed25519", null) {
        @Override
        boolean isPlausible(byte[] signature) {
            return signature.length == 64;
        }
    };

    private final String joseName;
    private final String jcaName;
    private final AlgorithmParameterSpec parameters;

    SignatureAlgorithm(String joseName, String jcaName, AlgorithmParameterSpec parameters) {
        this.joseName = joseName;
        this.jcaName = jcaName;
        this.parameters = parameters;
    }

    /** Names are compared exactly: {@code none}, {@code NONE}, {@code HS256} and {@code es256} are all nothing here. */
    public static Optional<SignatureAlgorithm> named(String joseName) {
        for (SignatureAlgorithm algorithm : values()) {
            if (algorithm.joseName.equals(joseName)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    boolean isPlausible(byte[] signature) {
        return signature.length >= 256;
    }

    boolean verifies(PublicKey key, byte[] signed, byte[] signature) {
        if (!isPlausible(signature)) {
            return false;
        }
        try {
            Signature verification = Signature.getInstance(jcaName);
            if (parameters != null) {
                verification.setParameter(parameters);
            }
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(signature);
        } catch (GeneralSecurityException notASignature) {
            return false;
        }
    }

    private static boolean isZero(byte[] octets, int from) {
        for (int i = from; i < from + 32; i++) {
            if (octets[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
