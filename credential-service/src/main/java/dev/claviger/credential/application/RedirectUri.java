package dev.claviger.credential.application;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.claviger.credential.edge.Expect;

/**
 * Where a browser is sent with something that is for the client alone. Compared as text, exactly (RFC 9700 §2.1), so one that a
 * browser would write in another way is refused.
 */
final class RedirectUri {

    private static final int LONGEST = 2000;
    private static final Pattern WRITTEN = Pattern.compile("[\\x21-\\x7E]+");
    /** A browser takes such segments out, and what it then asks for is another address. */
    private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}([/?]|$)");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private RedirectUri() {
    }

    /** @param isNative whether schemes of the client's own are allowed */
    static Expect<String> form(boolean isNative) {
        return new Expect<>() {
            @Override
            public String read(Object json) {
                if (!(json instanceof String text)) {
                    throw new IllegalArgumentException("must be " + description());
                }
                wrongIn(text, isNative).ifPresent(wrong -> {
                    throw new IllegalArgumentException(wrong);
                });
                return text;
            }

            @Override
            public String description() {
                return "an absolute address such as https://app.example.com/callback" + (isNative ? ", http://127.0.0.1/callback or com.example.app:/callback" : "");
            }
        };
    }

    /** What is wrong and how to mend it; empty when nothing is. */
    static Optional<String> wrongIn(String text, boolean isNative) {
        if (text.length() > LONGEST || !WRITTEN.matcher(text).matches()) {
            return Optional.of("must be 1 to " + LONGEST + " ASCII characters; write others percent-encoded, and those of a host in Punycode");
        }
        if (text.indexOf('#') >= 0) {
            return Optional.of("must have no fragment (RFC 6749 §3.1.2): leave out # and what follows");
        }
        if (text.indexOf('*') >= 0) {
            return Optional.of("must name one address, for it is compared exactly: register each instead of a * (RFC 9700 §2.1)");
        }
        try {
            return wrongIn(new URI(text), isNative);
        } catch (URISyntaxException malformed) {
            return Optional.of("must be a URI (RFC 3986), such as https://app.example.com/callback");
        }
    }

    private static Optional<String> wrongIn(URI uri, boolean isNative) {
        if (uri.getScheme() == null) {
            return Optional.of("must be absolute: begin with https://");
        }
        if (!uri.getScheme().equals(uri.getScheme().toLowerCase(Locale.ROOT))) {
            return Optional.of("must be written as a browser asks for it: its scheme in lower case, " + uri.getScheme().toLowerCase(Locale.ROOT) + ":");
        }
        if (uri.getRawAuthority() != null && uri.getRawAuthority().indexOf('@') >= 0) {
            return Optional.of("must hold no user or password: leave out what is before the @");
        }
        if (uri.getRawPath() != null && DOTS.matcher(uri.getRawPath()).find()) {
            return Optional.of("must be written as a browser asks for it: without the segments . and ..");
        }
        return switch (uri.getScheme()) {
            case "https" -> wrongInHost(uri);
            case "http" -> LOOPBACK.contains(uri.getHost()) ? wrongInHost(uri)
                    : Optional.of("must be https; http is for the loopback address only: http://127.0.0.1, http://[::1] or http://localhost");
            default -> wrongInScheme(uri, isNative);
        };
    }

    private static Optional<String> wrongInHost(URI uri) {
        boolean isWhole = uri.getHost() != null && uri.getPort() != 0 && uri.getPort() <= 65_535 && !uri.getRawAuthority().endsWith(":");
        return isWhole ? Optional.empty() : Optional.of("must name a host, and a port of 1 to 65535 or none");
    }

    /** RFC 8252 §7.1: the scheme is a domain name of the client's, backwards. The dot keeps out javascript, data and their like. */
    private static Optional<String> wrongInScheme(URI uri, boolean isNative) {
        if (!isNative) {
            return Optional.of("must be https; schemes of an application's own are for application_type native");
        }
        boolean isOwn = uri.getScheme().indexOf('.') > 0 && uri.getRawPath() != null && uri.getRawPath().startsWith("/");
        return isOwn ? Optional.empty() : Optional.of("must have a scheme made of a domain name, and a path, as in com.example.app:/callback (RFC 8252 §7.1)");
    }
}
