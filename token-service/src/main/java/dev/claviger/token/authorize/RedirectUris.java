package dev.claviger.token.authorize;

import dev.claviger.contract.application.Application;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which redirect URI an answer may go to: one that is registered, compared as text, character by character (RFC 9700 §4.1.3). The one
 * exception is the port of a native application on the loopback interface, by address and not by name (RFC 8252 §7.3, §8.3).
 */
final class RedirectUris {

    private static final Pattern LOOPBACK = Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::([0-9]{1,5}))?((?:[/?].*)?)");
    private static final int LAST_PORT = 65_535;
    private static final String OPENID = "openid";

    private RedirectUris() {
    }

    /**
     * Empty when the answer may go nowhere.
     *
     * @param scope as the client wrote it: with {@code openid} the parameter is REQUIRED (OpenID Connect Core §3.1.2.1)
     */
    static Optional<String> choose(Application application, Optional<String> asked, String scope) {
        List<String> registered = application.redirectUris();
        if (asked.isPresent()) {
            return asked.filter(uri -> registered.contains(uri) || application.habits().isNative() && isLoopbackOfOne(uri, registered));
        }
        boolean isOpenId = List.of(scope.split(" ")).contains(OPENID);
        return registered.size() == 1 && !isOpenId ? Optional.of(registered.get(0)) : Optional.empty();
    }

    private static boolean isLoopbackOfOne(String uri, List<String> registered) {
        Optional<String> asked = withoutPort(uri);
        return asked.isPresent() && registered.stream().anyMatch(known -> withoutPort(known).equals(asked));
    }

    private static Optional<String> withoutPort(String uri) {
        Matcher matcher = LOOPBACK.matcher(uri);
        return matcher.matches() && isPort(matcher.group(2)) ? Optional.of(matcher.group(1) + matcher.group(3)) : Optional.empty();
    }

    private static boolean isPort(String digits) {
        return digits == null || Integer.parseInt(digits) > 0 && Integer.parseInt(digits) <= LAST_PORT;
    }
}
