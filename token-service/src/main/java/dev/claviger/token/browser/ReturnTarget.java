package dev.claviger.token.browser;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where it goes on after a form: an authorization request of this service, or the person's own page. Never anywhere else. */
public final class ReturnTarget {

    private static final String AUTHORIZATION = "/oauth2/authorize";
    private static final String TENANT = "tenant";
    private static final Set<String> PATHS = Set.of(AUTHORIZATION, "/oauth2/authorizeUser", "/oauth2/authorizeAccount", "/account");
    private static final Set<String> EVERY = Set.of("none", "login", "consent", "select_account");
    private static final Set<String> SIGNED_IN = Set.of("login", "select_account");
    private static final Pattern URI_CHARACTERS = Pattern.compile("[\\x21-\\x5B\\x5D\\x5F\\x61-\\x7A\\x7E]{1,16000}");

    private final String path;
    private final String query;

    private ReturnTarget(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /** Empty for every other address, however it is written. */
    public static Optional<ReturnTarget> of(String text) {
        if (!URI_CHARACTERS.matcher(text).matches() || text.indexOf('#') >= 0) {
            return Optional.empty();
        }
        int mark = text.indexOf('?');
        String path = mark < 0 ? text : text.substring(0, mark);
        return PATHS.contains(path) ? Optional.of(new ReturnTarget(path, mark < 0 ? "" : text.substring(mark + 1))) : Optional.empty();
    }

    /**
     * As it goes on once somebody has signed in. Who has just signed in has not done so too long ago either, and one that allows
     * less time than a page takes would otherwise ask for ever.
     */
    public ReturnTarget signedIn() {
        ReturnTarget prompted = without(SIGNED_IN);
        return new ReturnTarget(path, Arrays.stream(prompted.query.split("&")).filter(pair -> !nameOf(pair).equals("max_age")).collect(Collectors.joining("&")));
    }

    /** Without these values of {@code prompt} (OpenID Connect Core §3.1.2.1), now that they have been done. */
    public ReturnTarget without(Set<String> prompts) {
        return new ReturnTarget(path, Arrays.stream(query.split("&")).map(pair -> remaining(pair, prompts)).filter(pair -> !pair.isEmpty())
                .collect(Collectors.joining("&")));
    }

    private static String remaining(String pair, Set<String> done) {
        if (!nameOf(pair).equals("prompt")) {
            return pair;
        }
        List<String> left = Arrays.stream(decoded(pair.substring(pair.indexOf('=') + 1)).split(" ")).filter(value -> !value.isEmpty() && !done.contains(value)).toList();
        return left.isEmpty() ? "" : "prompt=" + URLEncoder.encode(String.join(" ", left), StandardCharsets.UTF_8);
    }

    private static String nameOf(String pair) {
        int equals = pair.indexOf('=');
        return decoded(equals < 0 ? pair : pair.substring(0, equals));
    }

    /** The same for people of that tenant, whatever was said of it before. */
    public ReturnTarget at(String tenant) {
        String others = others();
        return new ReturnTarget(path, (others.isEmpty() ? "" : others + "&") + TENANT + "=" + URLEncoder.encode(tenant, StandardCharsets.UTF_8));
    }

    /** The same authorization request with the tenant to be chosen anew; empty where none was chosen. */
    public Optional<ReturnTarget> elsewhere() {
        boolean isChosen = !others().equals(query);
        return path.equals(AUTHORIZATION) && isChosen ? Optional.of(new ReturnTarget(path, new ReturnTarget(path, others()).without(EVERY).query + "&prompt=select_account")) : Optional.empty();
    }

    private String others() {
        return Arrays.stream(query.split("&")).filter(pair -> !nameOf(pair).equals(TENANT)).collect(Collectors.joining("&"));
    }

    /** What is malformed stays as it is: the endpoint says so. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** As a Location header has it. */
    @Override
    public String toString() {
        return query.isEmpty() ? path : path + "?" + query;
    }
}
