package dev.claviger.gateway.refuse;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.caller.Closing;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * The only writer of a refusal: one envelope (RFC 9457) that clients of all kinds find their word in, and the challenge
 * of RFC 6750 §3.
 */
public final class RefusalResponse {

    private static final String RETRY_AFTER_SECONDS = "5";
    /** A refused body up to this size is read and dropped so that the connection stays usable; beyond it, it is closed. */
    private static final long DROPPED_BODY_BYTES = 64 * 1024;
    /** How long a closing connection still reads, so that the answer is not lost to a reset (RFC 9112 §9.6). */
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final String bareChallenge;

    /** @throws IllegalArgumentException when the realm cannot stand in a quoted string */
    public RefusalResponse(Vertx vertx, String realm) {
        if (!realm.chars().allMatch(c -> c >= 0x20 && c < 0x7F && c != '"' && c != '\\')) {
            throw new IllegalArgumentException("claviger.gateway.realm: printable ASCII without quote and backslash expected");
        }
        this.vertx = vertx;
        this.bareChallenge = "Bearer realm=\"" + realm + "\"";
    }

    public void write(HttpServerRequest request, Refused refused, String requestId) {
        HttpServerResponse response = request.response();
        Refusal refusal = refused.refusal();
        response.setStatusCode(refusal.status()).setStatusMessage(title(refusal));
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json").putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        addHeadersOf(refused, response);
        String body = envelope(refusal, requestId);
        boolean reusable = refusal != Refusal.REQUEST_TIMEOUT && leavesConnectionUsable(request);
        if (!reusable) {
            CallerStream.announceEnd(request);
        }
        end(request, body);
        if (CallerStream.isHttp2(request)) {
            dropBody(request);
        } else {
            request.resume();
            if (!reusable) {
                closeAfterwards(request);
            }
        }
    }

    private void addHeadersOf(Refused refused, HttpServerResponse response) {
        switch (refused.refusal().status()) {
            case 401, 403 -> response.putHeader(HttpHeaderNames.WWW_AUTHENTICATE, challenge(refused));
            case 405 -> response.putHeader(HttpHeaders.ALLOW, refused.parameter());
            case 429 -> response.putHeader(HttpHeaders.RETRY_AFTER, refused.parameter());
            case 503 -> response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> { }
        }
    }

    private String challenge(Refused refused) {
        String error = refused.refusal().error();
        if (error == null) {
            return bareChallenge;
        }
        String scope = refused.parameter() == null ? "" : ", scope=\"" + refused.parameter() + "\"";
        return bareChallenge + ", error=\"" + error + "\"" + scope;
    }

    /** Netty does not know the phrase of RFC 5842 §7.2. */
    private static String title(Refusal refusal) {
        return refusal.status() == 508 ? "Loop Detected" : HttpResponseStatus.valueOf(refusal.status()).reasonPhrase();
    }

    private static String envelope(Refusal refusal, String requestId) {
        String title = title(refusal);
        JsonObject body = new JsonObject().put("type", "about:blank").put("title", title).put("status", refusal.status())
                .put("detail", refusal.detail()).put("message", title);
        if (refusal.error() != null) {
            body.put("error", refusal.error()).put("error_description", refusal.detail());
        }
        return body.put("instance", requestId).encode();
    }

    /** RFC 9110 §9.3.2: the answer to HEAD has the headers of the one to GET and no body. */
    private static void end(HttpServerRequest request, String body) {
        if (request.method() == HttpMethod.HEAD) {
            request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            request.response().end(body);
        }
    }

    /** A client that waits for 100 (RFC 9110 §10.1.1) may or may not send its body: what comes next is not decidable. */
    private static boolean leavesConnectionUsable(HttpServerRequest request) {
        if (request.decoderResult().isFailure() || request.headers().contains(HttpHeaders.EXPECT)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            return false;
        }
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null || length.length() <= 6 && Long.parseLong(length) <= DROPPED_BODY_BYTES;
    }

    /** A stream costs its connection nothing: what is left of the body is read while it is short, and else refused (RFC 9113 §8.1). */
    private void dropBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long linger = vertx.setTimer(LINGER_MILLIS, late -> CallerStream.leaveUnread(request));
        long[] left = {DROPPED_BODY_BYTES};
        request.endHandler(end -> vertx.cancelTimer(linger)).exceptionHandler(gone -> vertx.cancelTimer(linger)).handler(part -> {
            left[0] -= part.length();
            if (left[0] < 0 && vertx.cancelTimer(linger)) {
                CallerStream.leaveUnread(request);
            }
        }).resume();
    }

    private void closeAfterwards(HttpServerRequest request) {
        if (request.isEnded() || request.decoderResult().isFailure()) {
            Closing.behindAnswer(request);
            return;
        }
        request.endHandler(end -> Closing.behindAnswer(request));
        vertx.setTimer(LINGER_MILLIS, late -> Closing.behindAnswer(request));
    }
}
