package dev.claviger.credential.console.session;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;

/**
 * Cookies of this host alone (RFC 6265bis §4.1.3.2), which no script reads. {@code Secure}, and with it the prefix that keeps sibling hosts
 * from planting one, exactly when the console's own address is https: over plain http a browser would drop them.
 */
@ApplicationScoped
public class ConsoleCookies {

    public static final String SESSION = "claviger-console";

    private final boolean isSecure;

    ConsoleCookies(ConsoleAddress address) {
        this.isSecure = address.isSecure();
    }

    public Optional<SessionSecret> session(Map<String, Cookie> cookies) {
        return read(cookies, SESSION).flatMap(SessionSecret::parse);
    }

    public Optional<String> read(Map<String, Cookie> cookies, String name) {
        Cookie cookie = cookies.get(nameOf(name));
        return Optional.ofNullable(cookie).map(Cookie::getValue);
    }

    /** Kept until the browser closes, or the session ends before. */
    public NewCookie session(SessionSecret secret) {
        return cookie(SESSION, secret.reveal()).build();
    }

    public NewCookie kept(String name, String value, Duration lifetime) {
        return cookie(name, value).maxAge((int) lifetime.toSeconds()).build();
    }

    public NewCookie gone(String name) {
        return kept(name, "", Duration.ZERO);
    }

    String nameOf(String name) {
        return isSecure ? "__Host-" + name : name;
    }

    private NewCookie.Builder cookie(String name, String value) {
        return new NewCookie.Builder(nameOf(name)).value(value).path("/").httpOnly(true).secure(isSecure).sameSite(NewCookie.SameSite.LAX);
    }
}
