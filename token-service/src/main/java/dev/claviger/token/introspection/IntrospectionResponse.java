package dev.claviger.token.introspection;

import dev.claviger.token.dialect.AnswerShape;
import io.vertx.core.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The only wording of an answer (RFC 7662 §2.2). */
final class IntrospectionResponse {

    private IntrospectionResponse() {
    }

    /** RFC 7662 §2.2: of a token that is not active nothing else is said, not even why. */
    static JsonObject of(Optional<ActiveToken> token, AnswerShape shape, Instant now) {
        JsonObject body = new JsonObject().put("active", token.isPresent());
        token.ifPresent(active -> describe(active, shape, now, body));
        return body;
    }

    private static void describe(ActiveToken token, AnswerShape shape, Instant now, JsonObject body) {
        body.put("scope", token.scopes().toString())
                .put("client_id", token.client().value())
                .put("exp", token.expiresAt().getEpochSecond())
                .put("sub", token.subject())
                .put("iss", token.issuer())
                .put("tenant", token.tenant().value())
                .put("env", token.environment().value());
        token.access().ifPresent(access -> describe(access, shape, body));
        if (shape.withLucidMembers()) {
            describeAsLucid(token, shape, now, body);
        }
    }

    private static void describe(ActiveToken.Access access, AnswerShape shape, JsonObject body) {
        body.put("token_type", shape.tokenType())
                .put("iat", access.issuedAt().getEpochSecond())
                .put("aud", access.audience())
                .put("jti", access.tokenId());
    }

    /** Lucid names the type of either token. Within the skew a token is alive past its end, but no client counts below zero. */
    private static void describeAsLucid(ActiveToken token, AnswerShape shape, Instant now, JsonObject body) {
        token.kind().ifPresent(kind -> body.put(kind + "_id", Long.parseLong(token.subject())));
        body.put("token_type", shape.tokenType())
                .put("expires_in", Math.max(0, Duration.between(now, token.expiresAt()).toSeconds()))
                .put("expires", token.expiresAt().toEpochMilli());
    }
}
