package dev.claviger.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** A self-signed certificate for some hosts (RFC 5280 §4.1), and its key, in two PEM files. Written here: the JDK makes one only in a process of its own. */
public record TestCertificate(X509Certificate certificate, Path certificateFile, Path keyFile) {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int DNS_NAME = 0x82;
    private static final int ADDRESS = 0x87;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final byte[] ECDSA_WITH_SHA256 = {0x06, 8, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2};
    private static final byte[] COMMON_NAME = {0x06, 3, 0x55, 4, 3};
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x06, 3, 0x55, 0x1D, 0x11};
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    /**
     * @param name  of the files
     * @param hosts names and IPv4 addresses
     */
    public static TestCertificate make(Path folder, String name, String subject, String... hosts) throws Exception {
        Instant now = Instant.now();
        return make(folder, name, subject, now.minusSeconds(60), now.plus(Duration.ofDays(30)), hosts);
    }

    public static TestCertificate make(Path folder, String name, String subject, Instant from, Instant until, String... hosts) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        byte[] algorithm = der(SEQUENCE, ECDSA_WITH_SHA256);
        byte[] content = der(SEQUENCE, der(VERSION, der(INTEGER, new byte[] {2})), der(INTEGER, BigInteger.valueOf(System.nanoTime()).abs().toByteArray()), algorithm, named(subject),
                der(SEQUENCE, time(from), time(until)), named(subject), pair.getPublic().getEncoded(), der(EXTENSIONS, der(SEQUENCE, der(SEQUENCE, SUBJECT_ALTERNATIVE_NAME, der(OCTET_STRING, names(hosts))))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        byte[] whole = der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
        return new TestCertificate((X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole)),
                pem(folder.resolve(name + ".crt"), "CERTIFICATE", whole), pem(folder.resolve(name + ".key"), "PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    private static byte[] named(String subject) {
        return der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, subject.getBytes(StandardCharsets.UTF_8)))));
    }

    private static byte[] time(Instant time) {
        return der(UTC_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] names(String... hosts) throws Exception {
        byte[][] names = new byte[hosts.length][];
        for (int i = 0; i < hosts.length; i++) {
            names[i] = Character.isDigit(hosts[i].charAt(0)) ? der(ADDRESS, InetAddress.getByName(hosts[i]).getAddress()) : der(DNS_NAME, hosts[i].getBytes(StandardCharsets.US_ASCII));
        }
        return der(SEQUENCE, names);
    }

    /** One value of DER: its tag, its length, what is in it (X.690 §8.1). */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.size() >= 0x80) {
            value.write(content.size() > 0xFF ? 0x82 : 0x81);
        }
        if (content.size() > 0xFF) {
            value.write(content.size() >> 8);
        }
        value.write(content.size());
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }

    private static Path pem(Path file, String type, byte[] der) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
