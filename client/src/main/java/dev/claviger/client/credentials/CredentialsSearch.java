package dev.claviger.client.credentials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Looks where Lucidtech's SDKs look, and in our own places first. Of environment variables a whole family counts or none of it: half of one
 * mixed with half of another would send a secret to the wrong server.
 */
final class CredentialsSearch {

    private static final List<String> FAMILIES = List.of("CLAVIGER_", "LAS_");

    private final Map<String, String> environment;
    private final List<Path> files;

    CredentialsSearch(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.files = List.of(home.resolve(".claviger/credentials.cfg"), home.resolve(".lucidtech/credentials.cfg"));
    }

    static CredentialsSearch ofThisProcess() {
        Map<String, String> environment = System.getenv();
        // As Python's expanduser: in a container the JVM's user.home is often another folder, or none.
        return new CredentialsSearch(environment, Path.of(environment.getOrDefault("HOME", System.getProperty("user.home"))));
    }

    Credentials find() {
        for (String family : FAMILIES) {
            Map<String, String> values = valuesOf(family);
            if (CredentialsKeys.missing(values).isEmpty()) {
                return CredentialsKeys.credentials(values);
            }
        }
        return inFiles(Credentials.DEFAULT_PROFILE).orElseThrow(() -> new MissingCredentials("No credentials found. Looked at "
                + FAMILIES.stream().map(this::lookedAt).collect(Collectors.joining("; ")) + "; "
                + lookedIn(Credentials.DEFAULT_PROFILE) + "."));
    }

    Credentials profile(String name) {
        return inFiles(name).orElseThrow(() -> new MissingCredentials("No credentials found. Looked for " + lookedIn(name) + "."));
    }

    private Optional<Credentials> inFiles(String profile) {
        for (Path file : files) {
            Optional<Credentials> found = CredentialsFile.read(file).flatMap(content -> content.profile(profile));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** An empty variable is one that is not set. */
    private Map<String, String> valuesOf(String family) {
        Map<String, String> values = new HashMap<>();
        List<String> keys = new ArrayList<>(CredentialsKeys.REQUIRED);
        keys.add(CredentialsKeys.API_KEY);
        keys.forEach(key -> Optional.ofNullable(environment.get(variable(family, key))).ifPresent(value -> values.put(key, value)));
        return values;
    }

    private String lookedAt(String family) {
        List<String> missing = CredentialsKeys.missing(valuesOf(family));
        boolean partly = missing.size() < CredentialsKeys.REQUIRED.size();
        return partly
                ? "the environment variables " + family + "*, which count only together (missing: "
                        + missing.stream().map(key -> variable(family, key)).collect(Collectors.joining(", ")) + ")"
                : "the environment variables " + family + "* (none set)";
    }

    private String lookedIn(String profile) {
        return "profile [" + profile + "] in " + files.stream().map(Path::toString).collect(Collectors.joining(" and "));
    }

    private static String variable(String family, String key) {
        return family + key.toUpperCase(Locale.ROOT);
    }
}
