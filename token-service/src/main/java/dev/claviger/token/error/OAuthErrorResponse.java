package dev.claviger.token.error;

import dev.claviger.token.dialect.ErrorShape;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The only writer of an OAuth error. */
public final class OAuthErrorResponse {

    private static final int UNPROCESSABLE = 422;

    private OAuthErrorResponse() {
    }

    public static void write(OAuthException error, ErrorShape shape, HttpServerResponse response) {
        boolean listed = shape == ErrorShape.DETAIL && !error.flaws().isEmpty();
        error.headers().forEach(response::putHeader);
        response.setStatusCode(listed ? UNPROCESSABLE : error.status())
                .putHeader("Content-Type", "application/json")
                .end(body(error, shape, listed).toBuffer());
    }

    private static JsonObject body(OAuthException error, ErrorShape shape, boolean listed) {
        if (listed) {
            JsonArray flaws = new JsonArray();
            error.flaws().forEach(flaw -> flaws.add(item(flaw)));
            return new JsonObject().put("detail", flaws);
        }
        return shape == ErrorShape.DETAIL
                ? new JsonObject().put("detail", error.detail())
                : new JsonObject().put("error", error.code()).put("error_description", error.getMessage());
    }

    private static JsonObject item(Flaw flaw) {
        JsonArray location = new JsonArray().add("body");
        flaw.parameter().ifPresent(location::add);
        return new JsonObject().put("loc", location).put("msg", flaw.message()).put("type", flaw.type());
    }
}
