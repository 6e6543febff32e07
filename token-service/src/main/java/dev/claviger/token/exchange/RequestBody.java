package dev.claviger.token.exchange;

import dev.claviger.token.error.OAuthException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** The body of a request, whole and of bounded size. None at all, without even a Content-Length, is an empty one. */
public final class RequestBody {

    static final int LIMIT = 64 * 1024;
    /** How long the rest of a refused body is still read, so that the answer is not lost to a reset (RFC 9112 §9.6). */
    private static final long LINGER_MILLIS = 1_000;
    /** RFC 9113 §8.1. */
    private static final long NO_ERROR = 0;

    private RequestBody() {
    }

    public static Future<Buffer> read(HttpServerRequest request) {
        if (declaredLength(request) > LIMIT) {
            return Future.failedFuture(tooLarge(request));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        Buffer body = Buffer.buffer();
        Promise<Buffer> whole = Promise.promise();
        request.handler(chunk -> append(chunk, body, whole, request))
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(body));
        return whole.future();
    }

    /** Counts what comes, too: a chunked body declares nothing. */
    private static void append(Buffer chunk, Buffer body, Promise<Buffer> whole, HttpServerRequest request) {
        if (body.length() + chunk.length() > LIMIT) {
            request.handler(dropped -> { });
            whole.tryFail(tooLarge(request));
        } else {
            body.appendBuffer(chunk);
        }
    }

    /** HTTP/2 knows no such header: there only the stream ends. */
    private static OAuthException tooLarge(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        return OAuthException.bodyTooLarge();
    }

    /** Ends what carries a body that was refused, once the answer is written; the header alone would close nothing. */
    static void abandon(HttpServerRequest request, Vertx vertx) {
        if (request.isEnded()) {
            close(request);
            return;
        }
        request.endHandler(end -> close(request)).resume();
        vertx.setTimer(LINGER_MILLIS, late -> close(request));
    }

    private static void close(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        } else if (!request.isEnded()) {
            request.response().reset(NO_ERROR);
        }
    }

    /** A malformed length never gets here: the server refuses such a request itself. */
    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
