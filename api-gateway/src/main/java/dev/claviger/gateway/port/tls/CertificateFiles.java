package dev.claviger.gateway.port.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * A certificate's two files.
 *
 * @param setting what the operator calls them
 */
record CertificateFiles(String setting, Path certificate, Path key) {

    /** Tells a file's content from another without reading it; also when a link leads to another file, as mounted secrets do. */
    List<Object> stamp() {
        return List.of(stamp(certificate), stamp(key));
    }

    /** @throws UnusableCertificate naming setting and file, never what is in them */
    ServedCertificate read(PemReader pem) {
        try {
            return pem.read(Files.readAllBytes(certificate), Files.readAllBytes(key));
        } catch (IOException unreadable) {
            throw new UnusableCertificate(setting + ": cannot read " + unreadable.getMessage());
        } catch (UnusableCertificate unusable) {
            throw new UnusableCertificate(setting + " (" + certificate + "): " + unusable.getMessage());
        }
    }

    private static List<Object> stamp(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return List.of(found.lastModifiedTime(), found.size(), String.valueOf(found.fileKey()));
        } catch (IOException missing) {
            return List.of();
        }
    }
}
