package dev.claviger.quickstart.command;

import dev.claviger.client.ClavigerClient;
import dev.claviger.client.credentials.Credentials;
import dev.claviger.quickstart.api.OperatorAccess;
import dev.claviger.quickstart.doctor.Doctor;
import dev.claviger.quickstart.doctor.Finding;
import dev.claviger.quickstart.doctor.Finding.Level;
import dev.claviger.quickstart.doctor.Site;
import dev.claviger.quickstart.installation.LocalCertificates;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * {@code ./claviger doctor}: what is not as it should be in the installation that runs here, or in the one that options and environment name. As soon as an
 * option names an address, nothing of the installation here is used, or the findings would be about two.
 */
final class DoctorCommand {

    private static final String ISSUER = "--issuer";
    private static final String ADMIN = "--admin";
    private static final String GATEWAY = "--gateway";
    private static final String MANAGEMENT = "--management";
    private static final String AUTHORITY = "--cacert";
    private static final String CREDENTIALS = "--credentials";
    private static final String PROFILE = "--profile";
    static final Set<String> OPTIONS = Set.of(ISSUER, ADMIN, GATEWAY, MANAGEMENT, AUTHORITY, CREDENTIALS, PROFILE);

    private final PrintStream out;
    private final Map<String, String> environment;
    private final Path folder;

    DoctorCommand(PrintStream out, Map<String, String> environment, Path folder) {
        this.out = out;
        this.environment = environment;
        this.folder = folder;
    }

    /** Prints what is found, and gives the exit status. */
    int examine(Options options) {
        List<Finding> findings = new Doctor(site(options), Clock.systemUTC()).examine();
        findings.forEach(finding -> out.println(finding.line()));
        out.println("\n" + count(findings, Level.FAILURE) + " failures, " + count(findings, Level.WARNING) + " warnings");
        return Doctor.status(findings);
    }

    private Site site(Options options) {
        boolean elsewhere = Stream.of(ISSUER, ADMIN, GATEWAY, MANAGEMENT).anyMatch(name -> options.value(name).isPresent());
        Optional<Path> named = options.value(AUTHORITY).map(Path::of);
        named.ifPresent(DoctorCommand::requireCertificates);
        OperatorAccess access = elsewhere ? OperatorAccess.elsewhere(environment, named) : OperatorAccess.find(environment, folder);
        Optional<Path> authority = named.or(access::authority);
        Site site = new Site(url(options, ISSUER, access, "ISSUER"), url(options, ADMIN, access, "ADMIN_URL"), url(options, GATEWAY, access, "GATEWAY_URL"),
                management(options, access), authority, adminToken(options, access, authority));
        if (site.issuer().isEmpty() && site.admin().isEmpty() && site.gateway().isEmpty() && site.management().isEmpty()) {
            throw Refused.misused("no installation runs here, and none is named. Start one with ./claviger up, or give " + ISSUER + ", " + ADMIN + ", " + GATEWAY + " and " + MANAGEMENT);
        }
        return site;
    }

    /** Misuse and no mere failure: 1 is the doctor's word for warnings. */
    private static void requireCertificates(Path file) {
        try {
            LocalCertificates.trustManager(Optional.of(file));
        } catch (UncheckedIOException illegible) {
            throw Refused.misused(illegible.getMessage());
        }
    }

    private static List<URI> management(Options options, OperatorAccess access) {
        Stream<String> texts = options.value(MANAGEMENT).map(Stream::of).orElseGet(() -> Stream.of("CREDENTIAL_MANAGEMENT_URL", "TOKEN_MANAGEMENT_URL", "GATEWAY_MANAGEMENT_URL")
                .map(access::find).flatMap(Optional::stream));
        return texts.flatMap(text -> Stream.of(text.split(","))).map(DoctorCommand::url).toList();
    }

    private static Optional<URI> url(Options options, String option, OperatorAccess access, String variable) {
        return options.value(option).or(() -> access.find(variable)).map(DoctorCommand::url);
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text.strip());
            if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // told below
        }
        throw Refused.misused("an address is http:// or https://, a host, and perhaps a port and a path");
    }

    /** From a credentials file if one is named, else as the other commands of an administrator get theirs; empty when nobody said as whom. */
    private static Optional<Callable<String>> adminToken(Options options, OperatorAccess access, Optional<Path> authority) {
        if (options.value(CREDENTIALS).isPresent() || options.value(PROFILE).isPresent()) {
            return Optional.of(() -> client(options, authority).accessToken());
        }
        boolean known = Stream.of("TOKEN_URL", "ADMIN_CLIENT_ID", "ADMIN_CLIENT_SECRET").allMatch(name -> access.find(name).isPresent());
        return known ? Optional.of(access::token) : Optional.empty();
    }

    private static ClavigerClient client(Options options, Optional<Path> authority) {
        Credentials credentials = options.value(CREDENTIALS).map(file -> Credentials.in(Path.of(file), options.value(PROFILE).orElse(Credentials.DEFAULT_PROFILE)))
                .orElseGet(() -> Credentials.ofProfile(options.value(PROFILE).orElseThrow()));
        return authority.map(file -> ClavigerClient.of(credentials, HttpClient.newBuilder().sslContext(LocalCertificates.trust(file)).build()))
                .orElseGet(() -> ClavigerClient.of(credentials));
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }
}
