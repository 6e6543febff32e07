package dev.claviger.token.browser;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** What must last from one step to the next, kept by the browser instead of by us: encrypted, of no use in another browser, and not for long. */
@ApplicationScoped
public class SealedCookies {

    private static final String EXPIRES_AT = "expires_at";

    private final Cookies cookies;
    private final Browsers browsers;
    private final BrowserKeys keys;
    private final Clock clock;

    @Inject
    SealedCookies(Cookies cookies, Browsers browsers, BrowserKeys keys, Clock clock) {
        this.cookies = cookies;
        this.browsers = browsers;
        this.keys = keys;
        this.clock = clock;
    }

    public void write(RoutingContext http, String name, JsonObject content, Duration lifetime) {
        JsonObject lasting = content.copy().put(EXPIRES_AT, clock.instant().plus(lifetime).getEpochSecond());
        byte[] sealed = keys.seal(lasting.toBuffer().getBytes(), context(browsers.of(http), name));
        cookies.write(http, name, Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), lifetime);
    }

    /** Empty for what is too old, was written for another browser, or not by us. */
    public Optional<JsonObject> read(RoutingContext http, String name) {
        return cookies.read(http, name).flatMap(SealedCookies::bytes)
                .flatMap(sealed -> browsers.known(http).flatMap(browser -> keys.open(sealed, context(browser, name))))
                .map(plain -> new JsonObject(Buffer.buffer(plain)))
                .filter(content -> clock.instant().getEpochSecond() < content.getLong(EXPIRES_AT));
    }

    public void remove(RoutingContext http, String name) {
        cookies.remove(http, name);
    }

    private static Optional<byte[]> bytes(String text) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static byte[] context(Browser browser, String name) {
        return (name + " " + browser.reveal()).getBytes(StandardCharsets.US_ASCII);
    }
}
