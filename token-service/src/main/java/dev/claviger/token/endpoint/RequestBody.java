package dev.claviger.token.endpoint;

import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a token request, whole and of bounded size. None at all, without even a Content-Length, is an empty one. */
final class RequestBody {

    static final int LIMIT = 64 * 1024;

    private RequestBody() {
    }

    static Future<Buffer> read(HttpServerRequest request) {
        if (declaredLength(request) > LIMIT) {
            return Future.failedFuture(OAuthException.bodyTooLarge());
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        Promise<Buffer> whole = Promise.promise();
        request.handler(chunk -> append(chunk, body, whole))
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    /** Counts what comes, too: a chunked body declares nothing. */
    private static void append(Buffer chunk, Buffer body, Promise<Buffer> whole) {
        if (body.length() + chunk.length() > LIMIT) {
            whole.tryFail(OAuthException.bodyTooLarge());
        } else {
            body.appendBuffer(chunk);
        }
    }

    /** A malformed length never gets here: the server refuses such a request itself. */
    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
