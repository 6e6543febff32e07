package dev.claviger.credential.leak;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;

/**
 * Somebody whose reports are believed.
 *
 * @param keyIdentifier the name GitHub has for the key, where this is GitHub
 */
record Signer(String name, PublicKey key, Optional<String> keyIdentifier) {

    /** Whether the signature is over exactly these bytes, ECDSA in DER (RFC 3279 §2.2.3) or Ed25519 (RFC 8032) as the key says. */
    boolean signed(byte[] body, String base64Signature) {
        try {
            Signature verifier = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
            verifier.initVerify(key);
            verifier.update(body);
            return verifier.verify(Base64.getDecoder().decode(base64Signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
