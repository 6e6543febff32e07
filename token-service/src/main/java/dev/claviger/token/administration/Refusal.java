package dev.claviger.token.administration;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

import java.util.Optional;

/** Why an administrator's request is not answered: {@code application/problem+json} (RFC 9457), as in the rest of the admin API. */
final class Refusal extends RuntimeException {

    private static final String REALM = "Bearer realm=\"claviger\"";

    private final int status;
    private final String title;
    private final Optional<String> challenge;

    private Refusal(int status, String title, String detail, Optional<String> challenge) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
        this.challenge = challenge;
    }

    static Refusal unauthenticated() {
        return new Refusal(401, "Unauthorized", "an access token for urn:claviger:admin is needed", Optional.of(REALM));
    }

    static Refusal unproven() {
        return new Refusal(401, "Unauthorized", "this is for credential-service alone, which proves itself by claviger.internal.key", Optional.empty());
    }

    /** RFC 6750 §3.1. */
    static Refusal tooLittle() {
        return new Refusal(403, "Forbidden", "claviger:tenant or claviger:admin is needed",
                Optional.of(REALM + ", error=\"insufficient_scope\", scope=\"claviger:tenant\""));
    }

    static Refusal notFound() {
        return new Refusal(404, "Not Found", "there is no such thing", Optional.empty());
    }

    static Refusal unavailable() {
        return new Refusal(503, "Service Unavailable", "this cannot be answered at the moment", Optional.empty());
    }

    static Refusal unexpected() {
        return new Refusal(500, "Internal Server Error", "the request failed unexpectedly", Optional.empty());
    }

    void write(HttpServerResponse response) {
        challenge.ifPresent(text -> response.putHeader("WWW-Authenticate", text));
        response.setStatusCode(status).putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject().put("type", "about:blank").put("title", title).put("status", status).put("detail", getMessage()).toBuffer());
    }
}
