package dev.claviger.token.signing.store;

import dev.claviger.token.signing.SigningKey;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;

/** A row of the database: a key pair whose private part is encrypted. */
record StoredKey(ScheduledKey schedule, byte[] publicKey, byte[] sealedPrivateKey, Instant createdAt) {

    static StoredKey seal(SigningKey key, Instant createdAt, Instant signsFrom, EncryptionKeys encryption) {
        return new StoredKey(new ScheduledKey(key.id(), key.algorithm(), signsFrom), key.publicKey().getEncoded(),
                encryption.seal(key.privateKey().getEncoded(), key.id()), createdAt);
    }

    boolean isUnderPrevious(EncryptionKeys encryption) {
        return encryption.isUnderPrevious(sealedPrivateKey, schedule.id());
    }

    /** The same, under the key that is stored under now. */
    StoredKey sealedAnew(EncryptionKeys encryption) {
        return new StoredKey(schedule, publicKey, encryption.seal(encryption.open(sealedPrivateKey, schedule.id()), schedule.id()), createdAt);
    }

    SigningKey open(EncryptionKeys encryption) {
        byte[] privateKey = encryption.open(sealedPrivateKey, schedule.id());
        try {
            KeyFactory factory = KeyFactory.getInstance(schedule.algorithm().keyType());
            return SigningKey.of(schedule.algorithm(), new KeyPair(factory.generatePublic(new X509EncodedKeySpec(publicKey)),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(privateKey))));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the stored signing key " + schedule.id() + " is damaged", damaged);
        }
    }
}
