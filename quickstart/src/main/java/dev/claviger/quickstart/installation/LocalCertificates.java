package dev.claviger.quickstart.installation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate authority of this folder alone, and the certificate it gives to all three services. */
public final class LocalCertificates {

    private static final String NAMES = "san=dns:localhost,dns:*.localhost,dns:acme.api.localhost,dns:*.api.localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1";
    private static final String PASSWORD = "changeit"; // the folder is closed to others; keytool insists on one
    private static final List<String> EC_KEY = List.of("-keyalg", "EC", "-groupname", "secp256r1");

    private final Path folder;

    private LocalCertificates(Path folder) {
        this.folder = folder;
    }

    static Path authority(Blueprint blueprint) {
        return blueprint.folder().resolve("ca.pem");
    }

    static Path certificate(Blueprint blueprint) {
        return blueprint.folder().resolve("tls").resolve("certificate.pem");
    }

    static Path key(Blueprint blueprint) {
        return blueprint.folder().resolve("tls").resolve("key.pem");
    }

    /** Made once: who has told a browser to trust the authority need not do it again. */
    public static void make(Blueprint blueprint) {
        if (Files.exists(authority(blueprint)) && Files.exists(key(blueprint))) {
            return;
        }
        try {
            new LocalCertificates(PrivateFiles.folder(blueprint.folder().resolve("tls"))).make(authority(blueprint));
        } catch (IOException | GeneralSecurityException e) {
            throw new StartFailure("The certificates for --tls could not be made: " + e.getMessage(), e);
        }
    }

    /** Another key and certificate by the same authority, in the place of the old ones. */
    public static void renew(Blueprint blueprint) {
        try {
            new LocalCertificates(blueprint.folder().resolve("tls")).makeCertificate();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Trusts the authorities in the PEM file, and no other. */
    public static SSLContext trust(Path authority) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager(Optional.of(authority))}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Believes the authorities in the PEM file, several while one follows another, and no other; without a file those of the JDK.
     *
     * @throws UncheckedIOException with a message for whoever named the file
     */
    public static X509TrustManager trustManager(Optional<Path> authority) {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authority.isPresent() ? keyStore(authority.get()) : null);
            return Arrays.stream(trust.getTrustManagers()).filter(X509TrustManager.class::isInstance).map(X509TrustManager.class::cast).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(authority.orElseThrow() + " cannot be read", e);
        } catch (CertificateException e) {
            throw new UncheckedIOException(authority.orElseThrow() + " is no PEM file with certificates", new IOException(e));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore keyStore(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("claviger-" + trusted.size(), certificate);
            }
        }
        if (trusted.size() == 0) {
            throw new CertificateException(authority + " holds no certificate");
        }
        return trusted;
    }

    private void make(Path authority) throws IOException, GeneralSecurityException {
        Files.deleteIfExists(folder.resolve("ca.p12"));
        keyPair("ca.p12", "CN=Claviger local CA", "3650", List.of("-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign,cRLSign"));
        makeCertificate();
        PrivateFiles.write(authority, certificate(open("ca.p12").getCertificate("claviger")));
    }

    private void makeCertificate() throws IOException, GeneralSecurityException {
        Files.deleteIfExists(folder.resolve("server.p12"));
        keyPair("server.p12", "CN=localhost", "825", List.of());
        keytool("server.p12", List.of("-certreq", "-file", path("request.pem")));
        // Clients refuse a server certificate that lives longer than 825 days.
        keytool("ca.p12", List.of("-gencert", "-rfc", "-infile", path("request.pem"), "-outfile", path("server.pem"),
                "-validity", "825", "-ext", NAMES, "-ext", "ku:c=digitalSignature", "-ext", "eku=serverAuth"));
        KeyStore ca = open("ca.p12");
        PrivateFiles.write(folder.resolve("certificate.pem"), Files.readString(folder.resolve("server.pem"))
                + certificate(ca.getCertificate("claviger")));
        PrivateFiles.write(folder.resolve("key.pem"), pem("PRIVATE KEY",
                open("server.p12").getKey("claviger", PASSWORD.toCharArray()).getEncoded()));
    }

    private void keyPair(String store, String name, String days, List<String> extensions) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-dname", name, "-validity", days));
        arguments.addAll(EC_KEY);
        arguments.addAll(extensions);
        keytool(store, arguments);
    }

    private void keytool(String store, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        // It lives too short for the second compiler of its JVM to pay.
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        command.addAll(arguments);
        command.addAll(List.of("-alias", "claviger", "-keystore", path(store), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private KeyStore open(String store) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(folder.resolve(store).toFile(), PASSWORD.toCharArray());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String certificate(Certificate certificate) throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + what + "-----\n";
    }
}
