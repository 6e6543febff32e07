package dev.claviger.token.endpoint;

import dev.claviger.contract.AccessTokenClaims;
import dev.claviger.token.dialect.AnswerShape;
import dev.claviger.token.token.IssuedToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import java.util.List;

/** The only wording of a successful answer (RFC 6749 §5.1). */
final class TokenResponse {

    private TokenResponse() {
    }

    static JsonObject of(IssuedToken token, AnswerShape shape) {
        JsonObject body = new JsonObject()
                .put("access_token", token.signed())
                .put("token_type", shape.tokenType())
                .put("expires_in", token.expiresInSeconds())
                .put("scope", token.claims().scopes().toString());
        return shape.withLucidMembers() ? withLucidMembers(body, token.claims()) : body;
    }

    private static JsonObject withLucidMembers(JsonObject body, AccessTokenClaims claims) {
        return body.put("client_id", claims.client().value())
                .put("expires", claims.expiresAt().toEpochMilli())
                .put("scopes", new JsonArray(List.copyOf(claims.scopes().names())));
    }
}
