package dev.claviger.token.browser;

import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Duration;
import java.util.Optional;

/**
 * Cookies of this host alone (RFC 6265bis §4.1.3.2), which no script reads. {@code Secure}, and with it the prefix that keeps sibling hosts from
 * planting one, exactly when the issuer is https: over plain http a browser would drop them.
 */
@ApplicationScoped
public class Cookies {

    private static final String HOST_ONLY = "__Host-";

    private final boolean isSecure;

    @Inject
    Cookies(IssuerConfig issuer) {
        this.isSecure = issuer.issuer().orElseThrow().startsWith("https:");
    }

    public Optional<String> read(RoutingContext http, String name) {
        return Optional.ofNullable(http.request().getCookie(nameOf(name))).map(Cookie::getValue);
    }

    /** Kept until the browser closes. */
    public void write(RoutingContext http, String name, String value) {
        http.response().addCookie(cookie(name, value));
    }

    public void write(RoutingContext http, String name, String value, Duration lifetime) {
        http.response().addCookie(cookie(name, value).setMaxAge(lifetime.toSeconds()));
    }

    public void remove(RoutingContext http, String name) {
        write(http, name, "", Duration.ZERO);
    }

    String nameOf(String name) {
        return isSecure ? HOST_ONLY + name : name;
    }

    private Cookie cookie(String name, String value) {
        return Cookie.cookie(nameOf(name), value).setPath("/").setHttpOnly(true).setSecure(isSecure).setSameSite(CookieSameSite.LAX);
    }
}
