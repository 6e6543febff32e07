package dev.claviger.token.signing.file;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.ECFieldFp;
import java.security.spec.RSAPublicKeySpec;

/** The public key that belongs to a private one, which PEM files need not hold. Runs when a file is read, never per request. */
final class PublicKeys {

    private PublicKeys() {
    }

    static PublicKey of(PrivateKey key) {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
            }
            if (key instanceof ECPrivateKey ec) {
                ECPoint point = multiply(ec.getParams(), ec.getS());
                return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, ec.getParams()));
            }
            return ofEd25519((EdECPrivateKey) key);
        } catch (GeneralSecurityException | ClassCastException unusable) {
            throw new IllegalArgumentException("no public key can be derived from the private key");
        }
    }

    /** Java derives it only while generating; so it is given the private key for the random bytes it asks for. */
    private static PublicKey ofEd25519(EdECPrivateKey key) throws GeneralSecurityException {
        byte[] seed = key.getBytes().orElseThrow(() -> new IllegalArgumentException("the private key cannot be read"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519", "SunEC");
        generator.initialize(255, new FixedBytes(seed));
        return generator.generateKeyPair().getPublic();
    }

    /** s·G by double-and-add in affine coordinates. */
    private static ECPoint multiply(ECParameterSpec parameters, BigInteger s) {
        EllipticCurve curve = parameters.getCurve();
        ECPoint product = ECPoint.POINT_INFINITY;
        for (int bit = s.bitLength() - 1; bit >= 0; bit--) {
            product = add(curve, product, product);
            if (s.testBit(bit)) {
                product = add(curve, product, parameters.getGenerator());
            }
        }
        return product;
    }

    private static ECPoint add(EllipticCurve curve, ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY) || b.equals(ECPoint.POINT_INFINITY)) {
            return a.equals(ECPoint.POINT_INFINITY) ? b : a;
        }
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger slope = slope(curve, a, b, p);
        BigInteger x = slope.multiply(slope).subtract(a.getAffineX()).subtract(b.getAffineX()).mod(p);
        BigInteger y = slope.multiply(a.getAffineX().subtract(x)).subtract(a.getAffineY()).mod(p);
        return new ECPoint(x, y);
    }

    /** A multiple of G below the group's order never meets its own negative, so the divisor is never zero. */
    private static BigInteger slope(EllipticCurve curve, ECPoint a, ECPoint b, BigInteger p) {
        if (a.equals(b)) {
            BigInteger dividend = a.getAffineX().pow(2).multiply(BigInteger.valueOf(3)).add(curve.getA());
            return dividend.multiply(a.getAffineY().shiftLeft(1).modInverse(p)).mod(p);
        }
        return b.getAffineY().subtract(a.getAffineY()).multiply(b.getAffineX().subtract(a.getAffineX()).modInverse(p)).mod(p);
    }

    private static final class FixedBytes extends SecureRandom {

        private final transient byte[] bytes;

        FixedBytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] target) {
            System.arraycopy(bytes, 0, target, 0, target.length);
        }
    }
}
