package dev.claviger.benchmarks.pieces;

import dev.claviger.benchmarks.tokens.SignedJwts;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An ES256 signature alone, and a whole token with one. */
@State(Scope.Thread)
public class SigningPieces {

    private final PrivateKey key = SignedJwts.newKey();
    private final SignedJwts jwts = new SignedJwts(key);
    private final byte[] text = new byte[600];

    @Benchmark
    public byte[] sign() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(text);
        return signature.sign();
    }

    @Benchmark
    public String mint() {
        return jwts.jwt();
    }
}
