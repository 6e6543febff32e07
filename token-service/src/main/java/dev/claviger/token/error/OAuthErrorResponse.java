package dev.claviger.token.error;

import dev.claviger.token.dialect.ErrorShape;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The only writer of an OAuth error. */
public final class OAuthErrorResponse {

    private OAuthErrorResponse() {
    }

    public static void write(OAuthException error, ErrorShape shape, HttpServerResponse response) {
        error.headers().forEach(response::putHeader);
        response.setStatusCode(shape == ErrorShape.DETAIL ? error.detail().status() : error.status())
                .putHeader("Content-Type", "application/json")
                .end(body(error, shape).toBuffer());
    }

    static JsonObject body(OAuthException error, ErrorShape shape) {
        return shape == ErrorShape.DETAIL
                ? new JsonObject().put("detail", detail(error.detail()))
                : new JsonObject().put("error", error.code()).put("error_description", error.getMessage());
    }

    private static Object detail(OAuthException.Detail detail) {
        if (detail.flaws().isEmpty()) {
            return detail.text();
        }
        JsonArray flaws = new JsonArray();
        detail.flaws().forEach(flaw -> flaws.add(item(flaw)));
        return flaws;
    }

    private static JsonObject item(Flaw flaw) {
        JsonArray location = new JsonArray().add("body");
        flaw.parameter().ifPresent(location::add);
        return new JsonObject().put("loc", location).put("msg", flaw.message()).put("type", flaw.type());
    }
}
