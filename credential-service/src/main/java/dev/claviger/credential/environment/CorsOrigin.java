package dev.claviger.credential.environment;

import java.util.List;
import java.util.regex.Pattern;

import dev.claviger.credential.edge.Expect;

/**
 * An origin as browsers send it (Fetch §3.2, RFC 6454 §6.2): scheme, host and a port other than the scheme's own, in lower case. The gateway compares
 * texts, so what no browser would send is refused: it would never match. {@code null} is the origin of everything that has none.
 */
public final class CorsOrigin {

    static final String ANY = "*";

    private static final Pattern FORM = Pattern.compile(
            "(?!https://[^/]*:443$)(?!http://[^/]*:80$)[a-z][a-z0-9+.-]{0,30}://([a-z0-9_-]+(\\.[a-z0-9_-]+)*|\\[[0-9a-f:.]{2,45}])(:[1-9][0-9]{0,4})?");
    private static final int LONGEST = 300;
    private static final Pattern EXACT = Pattern.compile("(?=.{1," + LONGEST + "}$)" + FORM.pattern());

    private CorsOrigin() {
    }

    static Expect<String> form() {
        return Expect.of("an origin as browsers send it, such as https://app.example.com or http://localhost:3000, or * for any",
                json -> json instanceof String text && text.length() <= LONGEST && (text.equals(ANY) || FORM.matcher(text).matches()) ? text : null);
    }

    /** One origin, never any. */
    public static Expect<String> exactForm() {
        return Expect.matching(EXACT, "an origin as browsers send it, with nothing behind, such as https://app.example.com or http://localhost:3000; neither * nor null");
    }

    public static boolean isExact(String text) {
        return EXACT.matcher(text).matches();
    }

    static boolean isContradictory(List<String> origins) {
        return origins != null && origins.size() > 1 && origins.contains(ANY);
    }
}
