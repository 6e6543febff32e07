package dev.claviger.credential.account.provider;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.regex.Pattern;

import dev.claviger.credential.edge.Expect;

/** An issuer (OpenID Connect Discovery 1.0 §2): compared as text with what the provider says of itself. What its host leads to is judged when it is called. */
final class IssuerUri {

    private static final int LONGEST = 500;
    private static final Pattern WRITTEN = Pattern.compile("[\\x21-\\x7E]{1," + LONGEST + "}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private IssuerUri() {
    }

    static Expect<String> form() {
        return Expect.of("the provider's issuer as its metadata has it: an https address without query and fragment, such as https://login.example.com/tenant",
                json -> json instanceof String text && WRITTEN.matcher(text).matches() && isIssuer(text) ? text : null);
    }

    private static boolean isIssuer(String text) {
        try {
            URI uri = new URI(text);
            boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
            return isWeb && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
                    && uri.getPort() != 0 && uri.getPort() <= 65_535;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
