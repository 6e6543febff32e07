package dev.claviger.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A self-signed certificate for some hosts, and its key, in two PEM files. */
public record TestCertificate(X509Certificate certificate, Path certificateFile, Path keyFile) {

    private static final String PASSWORD = "changeit";

    /**
     * @param name  of the files
     * @param names as keytool's {@code -ext san} takes them: {@code dns:a.test,dns:*.b.test}
     */
    public static TestCertificate make(Path folder, String name, String subject, String names, String... more) throws Exception {
        Path store = folder.resolve(name + ".p12");
        String[] command = {System.getProperty("java.home") + "/bin/keytool", "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", "a", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + subject,
            "-ext", "san=" + names, "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()};
        String[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        Process keytool = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool made no certificate for " + name);
        }
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new TestCertificate((X509Certificate) made.getCertificate("a"), pem(folder.resolve(name + ".crt"), "CERTIFICATE", made.getCertificate("a").getEncoded()),
                pem(folder.resolve(name + ".key"), "PRIVATE KEY", made.getKey("a", PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(Path file, String type, byte[] der) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
    }
}
