package dev.claviger.token.page;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a browser lets our pages do (CSP Level 3): show themselves, load our own stylesheet, and post forms to us. */
final class ContentSecurity {

    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*");
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.:\\[\\]-]+");

    private ContentSecurity() {
    }

    /** @param redirect where a form's answer may lead on to: Chromium applies form-action to redirects as well */
    static String policy(Optional<URI> redirect) {
        return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'"
                + redirect.flatMap(ContentSecurity::source).map(source -> " " + source).orElse("")
                + "; frame-ancestors 'none'; base-uri 'none'";
    }

    /** The origin, or for an application's own scheme that scheme; nothing that could end the directive. */
    private static Optional<String> source(URI uri) {
        if (uri.getScheme() == null || !SCHEME.matcher(uri.getScheme()).matches()) {
            return Optional.empty();
        }
        boolean isWeb = uri.getScheme().equals("https") || uri.getScheme().equals("http");
        if (!isWeb) {
            return Optional.of(uri.getScheme() + ":");
        }
        return Optional.ofNullable(uri.getRawAuthority()).filter(authority -> AUTHORITY.matcher(authority).matches())
                .map(authority -> uri.getScheme() + "://" + authority);
    }
}
