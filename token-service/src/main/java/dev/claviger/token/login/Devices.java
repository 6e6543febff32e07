package dev.claviger.token.login;

import dev.claviger.token.browser.Cookies;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.time.Duration;
import java.util.Optional;

/** What credential-service gives a browser with which somebody has signed in, so that guesses from elsewhere do not keep its owner out. */
@ApplicationScoped
public class Devices {

    static final String COOKIE = "claviger-device";
    private static final Duration LIFETIME = Duration.ofDays(365);

    private final Cookies cookies;

    @Inject
    Devices(Cookies cookies) {
        this.cookies = cookies;
    }

    Optional<String> of(RoutingContext http) {
        return cookies.read(http, COOKIE);
    }

    public void remember(RoutingContext http, String device) {
        cookies.write(http, COOKIE, device, LIFETIME);
    }
}
