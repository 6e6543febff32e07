package dev.claviger.gateway.forward.header;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** The headers a caller gets with an upstream's answer: all but what belongs to the connection it came over. */
public final class AnswerHeaders {

    /** What frames a message, says what its content is, or decides what becomes of it: read after the content, it would be too late (RFC 9110 §6.5.1). */
    private static final HeaderNames NO_TRAILERS = new HeaderNames("content-length", "content-encoding", "content-type", "content-range", "trailer", "host", "set-cookie",
            "authorization", "www-authenticate", "cache-control", "expires", "age", "pragma", "vary", "location", "retry-after", "date", "warning");
    private final Via via;

    public AnswerHeaders(Via via) {
        this.via = via;
    }

    /**
     * @throws IllegalArgumentException when the answer cannot be passed on as it is: no final one, encoded for transfer in a way nobody undoes, or with a header that is
     *                                  none; what was there before (limits may have been told of) is there then, and nothing else
     */
    public void write(HttpClientResponse answer, MultiMap outbound) {
        requireFinalStatus(answer.statusCode());
        copy(answer, outbound);
    }

    /** Of a 101 that was asked for. */
    public void writeSwitch(HttpClientResponse answer, MultiMap outbound) {
        copy(answer, outbound);
    }

    private void copy(HttpClientResponse answer, MultiMap outbound) {
        MultiMap received = answer.headers();
        requireKnownEncoding(received.getAll(HttpHeaders.TRANSFER_ENCODING));
        HopByHop hopByHop = HopByHop.of(received);
        List<Map.Entry<String, String>> before = outbound.isEmpty() ? List.of() : outbound.entries();
        try {
            HeaderLines.of(received, (name, value) -> {
                if (!hopByHop.contains(name)) {
                    outbound.add(name, value);
                }
            });
        } catch (IllegalArgumentException unfit) {
            outbound.clear();
            before.forEach(header -> outbound.add(header.getKey(), header.getValue()));
            throw unfit;
        }
        via.append(answer.version(), outbound);
    }

    /**
     * What may not come after the content is dropped, and what belongs to a connection stays on it.
     *
     * @throws IllegalArgumentException when one is no trailer at all
     */
    public void writeTrailers(HttpClientResponse answer, MultiMap outbound) {
        MultiMap received = answer.trailers();
        HopByHop hopByHop = HopByHop.of(received);
        HeaderLines.of(received, (name, value) -> {
            if (!hopByHop.contains(name) && !NO_TRAILERS.contains(name)) {
                outbound.add(name, value);
            }
        });
    }

    /** What follows an interim answer that Vert.x does not know (RFC 9110 §15.2), or a switch of protocols nobody asked for (§15.2.2), cannot be told; a status has three digits (§15). */
    private static void requireFinalStatus(int status) {
        if (status < 200 || status > 999) {
            throw new IllegalArgumentException("no final answer");
        }
    }

    /** The gateway undoes {@code chunked} and no other (RFC 9112 §7); passed on without its name, another would be taken for content. */
    private static void requireKnownEncoding(List<String> encodings) {
        if (encodings.size() > 1 || encodings.size() == 1 && !encodings.get(0).equalsIgnoreCase("chunked")) {
            throw new IllegalArgumentException("transfer encoding not understood");
        }
    }
}
