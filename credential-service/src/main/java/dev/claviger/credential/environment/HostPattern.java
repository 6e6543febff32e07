package dev.claviger.credential.environment;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.claviger.credential.edge.Expect;

/** The host names an environment answers to: exact, or everything one label or more below a suffix. */
final class HostPattern {

    private static final Pattern FORM = Pattern.compile(
            "(\\*\\.)?[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final int LONGEST = 253;

    private HostPattern() {
    }

    /** Names are compared without regard to case (RFC 9110 §4.2.3), so they are kept in lower case. */
    static Expect<String> form() {
        return Expect.of("a host name such as acme.api.example.com or *.acme.example.com, without port",
                json -> json instanceof String text && isHost(text.toLowerCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : null);
    }

    private static boolean isHost(String text) {
        return text.length() <= LONGEST && FORM.matcher(text).matches();
    }
}
