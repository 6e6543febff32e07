package dev.claviger.gateway.authenticate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;

/** SHA-256 of a token: what the cache knows it by, so that a heap dump of the cache holds no token. */
record TokenKey(long first, long second, long third, long fourth) {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ThreadLocal<Digester> DIGESTERS = ThreadLocal.withInitial(Digester::new);

    /** @param text read from the wire, a character a byte; the token is what stands in it from {@code start} on */
    static TokenKey of(String text, int start) {
        return DIGESTERS.get().digest(text, start);
    }

    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenKey key && first == key.first && second == key.second && third == key.third && fourth == key.fourth;
    }

    /** Used over and over by one thread: every request with a token comes by here. */
    private static final class Digester {

        private final MessageDigest sha256 = sha256();
        private final byte[] digest = new byte[32];
        private byte[] bytes = new byte[2048];

        // Deprecated for what it does to other characters than ASCII: but a copy of bytes is what is wanted, and no other way is as quick.
        @SuppressWarnings("deprecation")
        TokenKey digest(String text, int start) {
            int length = text.length() - start;
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            text.getBytes(start, text.length(), bytes, 0);
            sha256.update(bytes, 0, length);
            try {
                sha256.digest(digest, 0, digest.length);
            } catch (DigestException impossible) {
                throw new IllegalStateException(impossible);
            }
            // A token is not kept for longer than it takes to know it again.
            Arrays.fill(bytes, 0, length, (byte) 0);
            return new TokenKey((long) LONG.get(digest, 0), (long) LONG.get(digest, 8), (long) LONG.get(digest, 16), (long) LONG.get(digest, 24));
        }

        private static MessageDigest sha256() {
            try {
                // The JVM has an instruction for its own; on the few hundred bytes of a token, going out to native code would take longer than the digest.
                Provider own = Security.getProvider("SUN");
                return own == null ? MessageDigest.getInstance("SHA-256") : MessageDigest.getInstance("SHA-256", own);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
