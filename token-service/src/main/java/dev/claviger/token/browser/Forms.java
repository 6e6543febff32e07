package dev.claviger.token.browser;

import dev.claviger.token.error.OAuthException;
import dev.claviger.token.exchange.Parameters;
import dev.claviger.token.exchange.RequestBody;
import dev.claviger.token.page.Pages;
import dev.claviger.token.page.Problem;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms that only a page of ours can have made, for this browser, a short while ago: their hidden fields come with a token over
 * all of them. So no other site can post one, sign somebody in as somebody else, or change what a hidden field says.
 */
@ApplicationScoped
public class Forms {

    public static final String TOKEN = "csrf";
    /** Long enough for lunch; a form that is older is shown again. */
    static final Duration LIFETIME = Duration.ofHours(2);

    private final Browsers browsers;
    private final BrowserKeys keys;
    private final Clock clock;
    private final String origin;

    @Inject
    Forms(Browsers browsers, BrowserKeys keys, IssuerConfig issuer, Clock clock) {
        this.browsers = browsers;
        this.keys = keys;
        this.clock = clock;
        this.origin = origin(issuer.issuer().orElseThrow());
    }

    /** The same fields with the token that belongs to them. The same names in the same order must be asked for later. */
    public Map<String, String> hidden(RoutingContext http, String action, Map<String, String> fields) {
        String issuedAt = Long.toString(clock.instant().getEpochSecond());
        Map<String, String> signed = new LinkedHashMap<>(fields);
        byte[] mac = keys.mac(texts(browsers.of(http), action, issuedAt, List.copyOf(fields.values())));
        signed.put(TOKEN, issuedAt + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac));
        return signed;
    }

    /**
     * Reads a form. Fails with a {@link Problem} when another site sent it, when it cannot be read, and when it is not ours or too old; one that is on
     * its way to somewhere is then led there, where the page is shown anew.
     *
     * @param hidden the names of its hidden fields
     */
    public Future<PostedForm> read(RoutingContext http, String action, List<String> hidden) {
        if (isForeign(http.request())) {
            return Future.failedFuture(Problem.foreignForm());
        }
        return RequestBody.read(http.request()).map(Forms::parameters).recover(Forms::unreadable).compose(fields -> verified(http, action, hidden, fields));
    }

    private Future<PostedForm> verified(RoutingContext http, String action, List<String> hidden, Parameters fields) {
        List<String> values = hidden.stream().map(name -> fields.text(name).orElse("")).toList();
        Optional<Browser> browser = browsers.known(http);
        if (browser.isPresent() && fields.text(TOKEN).map(token -> isGood(browser.get(), action, token, values)).orElse(false)) {
            return Future.succeededFuture(new PostedForm(fields));
        }
        browser.flatMap(known -> fields.text("request")).flatMap(ReturnTarget::of).ifPresent(request -> Pages.leadTo(http, request.toString()));
        return Future.failedFuture(Problem.staleForm());
    }

    private boolean isGood(Browser browser, String action, String token, List<String> values) {
        int dot = token.indexOf('.');
        if (dot < 0 || dot > 12) {
            return false;
        }
        try {
            String issuedAt = token.substring(0, dot);
            Instant from = Instant.ofEpochSecond(Long.parseLong(issuedAt));
            return clock.instant().isBefore(from.plus(LIFETIME))
                    && keys.matches(Base64.getUrlDecoder().decode(token.substring(dot + 1)), texts(browser, action, issuedAt, values));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static List<String> texts(Browser browser, String action, String issuedAt, List<String> values) {
        List<String> texts = new ArrayList<>(List.of(browser.reveal(), action, issuedAt));
        texts.addAll(values);
        return texts;
    }

    /**
     * What the browser says of where the form was. Under {@code Referrer-Policy: no-referrer} it writes {@code Origin: null} for our own
     * forms, too (Fetch §3.2), so only another origin by name is foreign; the token decides anyway.
     */
    private boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String from = request.getHeader("Origin");
        return site != null && !site.equals("same-origin") && !site.equals("none")
                || from != null && !from.equals("null") && !from.equals(origin);
    }

    private static Parameters parameters(Buffer body) {
        return Parameters.ofForm(body.toString());
    }

    private static Future<Parameters> unreadable(Throwable failure) {
        return Future.failedFuture(failure instanceof OAuthException ? Problem.unreadableForm() : failure);
    }

    private static String origin(String issuer) {
        URI uri = URI.create(issuer);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
