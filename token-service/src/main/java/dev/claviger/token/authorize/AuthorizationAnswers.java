package dev.claviger.token.authorize;

import dev.claviger.contract.AuthorizationCode;
import dev.claviger.token.authorize.AuthorizationRefusal.ReturnAddress;
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

    /** @throws IllegalArgumentException for a refusal that is for the page: there is nowhere to send it */
    public void send(AuthorizationRefusal refusal, HttpServerResponse response) {
        ReturnAddress address = refusal.address().orElseThrow(() -> new IllegalArgumentException("nowhere to go"));
        String error = "error=" + encoded(refusal.code()) + "&error_description=" + encoded(refusal.getMessage());
        redirect(answer(address.redirectUri(), error, address.state()), response);
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

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
