package dev.claviger.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The port callers reach, as Quarkus is told of it: {@code quarkus.http.ssl.*}.
 *
 * @param certificates     PEM files with the certificates it shows; none when it speaks http alone
 * @param acceptsCleartext whether http is served, if only to lead to https: what a caller sends has been read by then
 */
public record ServicePort(List<Path> certificates, boolean acceptsCleartext) {

    private static final String CERTIFICATES = "quarkus.http.ssl.certificate.files";
    private static final String INSECURE_REQUESTS = "quarkus.http.insecure-requests";

    public static ServicePort of(Config config) {
        return new ServicePort(config.getOptionalValues(CERTIFICATES, Path.class).orElse(List.of()),
                !config.getOptionalValue(INSECURE_REQUESTS, String.class).orElse("enabled").equalsIgnoreCase("disabled"));
    }

    public boolean isHttps() {
        return !certificates.isEmpty();
    }

    /** Who serves https serves nothing else. Whether it must, each service says itself: before some an edge ends TLS. */
    public void refuseCleartextBesideHttps(Refusals refusals) {
        refusals.when(isHttps() && acceptsCleartext, INSECURE_REQUESTS + " is not disabled: beside https the same is served in the clear, and secrets with it");
    }

    /** A file of authorities that cannot be read is told by its setting, rather than by whatever first needs it. */
    public static void refuseUnreadable(Refusals refusals, String setting, Optional<Path> file) {
        file.ifPresent(path -> refusals.unless(Files.isReadable(path), setting + " cannot be read: " + path));
    }
}
