package dev.claviger.token.browser;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Browsers, known again by a cookie: before anybody signs in with one, it binds forms to it, afterwards sessions as well. */
@ApplicationScoped
public class Browsers {

    static final String COOKIE = "claviger-session";
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[0-9A-Za-z_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String GIVEN = Browsers.class.getName();

    private final Cookies cookies;

    @Inject
    Browsers(Cookies cookies) {
        this.cookies = cookies;
    }

    /** The browser that brings our cookie; empty for one that is new. */
    public Optional<Browser> known(RoutingContext http) {
        return Optional.ofNullable(http.<Browser>get(GIVEN))
                .or(() -> cookies.read(http, COOKIE).filter(secret -> SECRET.matcher(secret).matches()).map(Browser::new));
    }

    /** The browser, with a cookie from now on if it had none. */
    public Browser of(RoutingContext http) {
        return known(http).orElseGet(() -> renewed(http));
    }

    /** The browser with a new cookie: what was bound to the old one is so no more. */
    public Browser renewed(RoutingContext http) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        Browser browser = new Browser(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        cookies.write(http, COOKIE, browser.reveal());
        http.put(GIVEN, browser);
        return browser;
    }
}
