package dev.claviger.gateway.forward.upload;

import dev.claviger.gateway.caller.CallerStream;
import dev.claviger.gateway.forward.answer.Deadlines;
import dev.claviger.gateway.refuse.Refusal;
import dev.claviger.gateway.refuse.Refused;
import io.netty.handler.codec.http2.Http2Exception;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** A short body, read to its end before anything is held for its request: who trickles it keeps nobody else from coming. */
public final class WholeBody {

    private final BodyLimits limits;
    private final Promise<Buffer> read = Promise.promise();
    private final Deadlines.Deadline deadline = new Deadlines.Deadline(() -> refuse(Refusal.REQUEST_TIMEOUT));
    private final Buffer bytes = Buffer.buffer();

    private WholeBody(BodyLimits limits) {
        this.limits = limits;
    }

    /**
     * @param time for all of it
     * @return null when the caller has left; fails with a {@link Refused}
     */
    public static Future<Buffer> of(HttpServerRequest inbound, BodyLimits limits, Deadlines time) {
        WholeBody body = new WholeBody(limits);
        if (!CallerStream.hasBody(inbound)) {
            return Future.succeededFuture(body.bytes);
        }
        time.set(body.deadline);
        inbound.exceptionHandler(body::brokeOff).endHandler(whole -> body.complete(body.bytes)).handler(body::add);
        Upload.invite(inbound);
        inbound.resume();
        return body.read.future();
    }

    private void add(Buffer part) {
        if (limits.isTooMuch((long) bytes.length() + part.length())) {
            refuse(Refusal.BODY_TOO_LARGE);
        } else if (!read.future().isComplete()) {
            bytes.appendBuffer(part);
        }
    }

    private void brokeOff(Throwable cause) {
        if (cause instanceof Http2Exception) {
            refuse(Refusal.MALFORMED_REQUEST);
        } else {
            complete(null);
        }
    }

    private void complete(Buffer body) {
        deadline.lift();
        read.tryComplete(body);
    }

    private void refuse(Refusal refusal) {
        deadline.lift();
        read.tryFail(new Refused(refusal));
    }
}
