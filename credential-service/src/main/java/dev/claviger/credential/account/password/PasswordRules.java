package dev.claviger.credential.account.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

/**
 * What a new password must be like (NIST SP 800-63B §3.1.1.2): long, and not what everybody tries first. No rules of composition, and none
 * is ever forced to change.
 */
@Singleton
public class PasswordRules {

    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int FEWEST_DIFFERENT = 5;
    /** A shorter name is in many a good password by chance. */
    private static final int SHORTEST_NAME = 4;
    private static final String LIST = "/common-passwords.txt";

    private final Set<String> common;

    PasswordRules() {
        this.common = read();
    }

    /** Why the person may not have this password, in words for the person; empty when it will do. */
    public Optional<String> refusal(Password password, String username) {
        String text = password.reveal();
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            return Optional.of("Use " + SHORTEST + " characters or more; several words are easy to remember.");
        }
        if (length > LONGEST) {
            return Optional.of("Use " + LONGEST + " characters or fewer.");
        }
        String folded = text.toLowerCase(Locale.ROOT);
        if (containsName(folded, username.toLowerCase(Locale.ROOT))) {
            return Optional.of("Leave your user name out of it: that is tried first.");
        }
        return isCommon(folded) ? Optional.of("This is one of the passwords that are tried first. Choose another.") : Optional.empty();
    }

    /** Of a mail address, the part before the @ as well. */
    private static boolean containsName(String folded, String username) {
        String local = username.contains("@") ? username.substring(0, username.indexOf('@')) : username;
        return folded.contains(username) && username.length() >= SHORTEST_NAME || local.length() >= SHORTEST_NAME && folded.contains(local);
    }

    /** Also a common word with nothing but digits and signs around it, and letters written as digits. */
    private boolean isCommon(String folded) {
        return common.contains(folded) || folded.codePoints().distinct().count() < FEWEST_DIFFERENT || common.contains(plain(word(folded)))
                || common.contains(word(plain(folded)));
    }

    private static String plain(String folded) {
        return folded.replace('0', 'o').replace('1', 'i').replace('3', 'e').replace('4', 'a').replace('@', 'a').replace('5', 's').replace('$', 's');
    }

    private static String word(String folded) {
        return folded.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
    }

    private static Set<String> read() {
        try (InputStream list = PasswordRules.class.getResourceAsStream(LIST);
                BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new IllegalStateException(LIST + " cannot be read", unreadable);
        }
    }
}
