package dev.claviger.token.endpoint;

import dev.claviger.token.dialect.AnswerShape;
import dev.claviger.token.token.IssuedTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What a successful answer says (RFC 6749 §5.1). */
final class TokenResponse {

    private TokenResponse() {
    }

    static JsonObject of(IssuedTokens tokens, AnswerShape shape) {
        JsonObject body = new JsonObject().put("access_token", tokens.accessToken());
        tokens.refreshToken().ifPresent(token -> body.put("refresh_token", token.reveal()));
        tokens.idToken().ifPresent(token -> body.put("id_token", token));
        body.put("token_type", shape.tokenType())
                .put("expires_in", tokens.expiresInSeconds())
                .put("scope", tokens.scopes().toString());
        return shape.withLucidMembers() ? withLucidMembers(body, tokens) : body;
    }

    private static JsonObject withLucidMembers(JsonObject body, IssuedTokens tokens) {
        tokens.subject().ifPresent(subject -> body.put(subject.kind() + "_id", subject.number()));
        return body.put("client_id", tokens.client().value())
                .put("expires", tokens.expiresAt().toEpochMilli())
                .put("scopes", new JsonArray(tokens.scopes().names()));
    }
}
