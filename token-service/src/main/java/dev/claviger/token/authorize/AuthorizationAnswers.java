package dev.claviger.token.authorize;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.token.token.IssuerConfig;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The only writer of what goes back to a client through the browser (RFC 6749 §4.1.2); {@code iss} always says from whom (RFC 9207). */
@ApplicationScoped
public class AuthorizationAnswers {

    private final String issuer;

    @Inject
    AuthorizationAnswers(IssuerConfig config) {
        this.issuer = config.issuer().orElseThrow();
    }

    public void send(AuthorizationRequest request, AuthorizationCode code, HttpServerResponse response) {
        redirect(answer(request.redirectUri(), "code=" + encoded(code.reveal()), request.state()), response);
    }

    public void send(AuthorizationRefusal refusal, HttpServerResponse response) {
        redirect(location(refusal), response);
    }

    /** Where the refusal sends the browser: the whole answer. */
    public String location(AuthorizationRefusal refusal) {
        String error = "error=" + encoded(refusal.code()) + "&error_description=" + encoded(refusal.getMessage());
        return answer(refusal.address().redirectUri(), error, refusal.address().state());
    }

    private String answer(String redirectUri, String parameters, Optional<String> state) {
        String rest = parameters + state.map(text -> "&state=" + encoded(text)).orElse("") + "&iss=" + encoded(issuer);
        return redirectUri + (redirectUri.indexOf('?') < 0 ? "?" : "&") + rest;
    }

    /** 302 as Lucid documents it; after a form was posted, browsers go on by GET all the same. */
    private static void redirect(String location, HttpServerResponse response) {
        response.setStatusCode(302).putHeader("Location", location).putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer").end();
    }

    /** A space as both readings of a query have it: not all who read one take a plus for it. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
