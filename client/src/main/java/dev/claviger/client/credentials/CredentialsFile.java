package dev.claviger.client.credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code credentials.cfg}: {@code [profile]}, and below it {@code key = value}. Read as Python's configparser reads it, which
 * Lucidtech's SDK uses, and in three points more kindly: without any section it is profile {@code default}; what stands behind a
 * space and {@code ;} or {@code #} is a comment, for no value has a space in it; and {@code %} means nothing.
 */
final class CredentialsFile {

    private static final Pattern SECTION = Pattern.compile("\\[(.+)].*");
    private static final Pattern ENTRY = Pattern.compile("([^=:]+?)\\s*[=:]\\s*(.*)");
    private static final Pattern INLINE_COMMENT = Pattern.compile("(^|\\s+)[;#].*");
    /** configparser's section whose entries every other one has too. */
    private static final String SHARED = "DEFAULT";

    private final Path file;
    private final Map<String, Map<String, String>> profiles = new LinkedHashMap<>();

    private CredentialsFile(Path file) {
        this.file = file;
    }

    /** Empty when there is no such file. */
    static Optional<CredentialsFile> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            CredentialsFile found = new CredentialsFile(file);
            found.parse(Files.readAllLines(file));
            return Optional.of(found);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Empty without such a profile; one that lacks something is a mistake, and said. */
    Optional<Credentials> profile(String name) {
        if (!profiles.containsKey(name)) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>(profiles.getOrDefault(SHARED, Map.of()));
        values.putAll(profiles.get(name));
        List<String> missing = CredentialsKeys.missing(values);
        if (!missing.isEmpty()) {
            throw new MissingCredentials("Profile [" + name + "] in " + file + " lacks " + String.join(", ", missing) + ".");
        }
        return Optional.of(CredentialsKeys.credentials(values));
    }

    private void parse(List<String> lines) {
        String profile = Credentials.DEFAULT_PROFILE;
        int number = 0;
        for (String line : lines) {
            number++;
            String text = INLINE_COMMENT.matcher(line.replace("\ufeff", "").strip()).replaceFirst("");
            Matcher section = SECTION.matcher(text);
            if (section.matches()) {
                profile = section.group(1);
                profiles.computeIfAbsent(profile, name -> new LinkedHashMap<>());
            } else if (!text.isEmpty()) {
                enter(profile, text, number);
            }
        }
    }

    private void enter(String profile, String text, int number) {
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            // The text itself may be a secret that lost its key.
            throw new MissingCredentials(file + ", line " + number + ": neither [profile] nor key = value.");
        }
        String key = entry.group(1).toLowerCase(Locale.ROOT);
        String earlier = profiles.computeIfAbsent(profile, name -> new LinkedHashMap<>()).putIfAbsent(key, entry.group(2));
        if (earlier != null) {
            throw new MissingCredentials(file + ", line " + number + ": " + key + " a second time in profile [" + profile + "].");
        }
    }
}
