package dev.claviger.gateway.port;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.util.List;

/**
 * The request's head that is being read, and what Netty makes of it in its own way: header lines that are continued or begin with their colon (RFC 9112 §5.1, §5.2),
 * request lines parted by anything but one space (§3), other versions than 1.0 and 1.1, bodies whose end is a guess (§6.1), the unmarked body of a WebSocket
 * draft of 2010.
 */
final class RequestHead {

    private static final byte LINE_FEED = '\n';

    private final int mostHeaders;
    private int lines;
    private int partEnd;
    private boolean odd;

    RequestHead(int mostHeaders) {
        this.mostHeaders = mostHeaders;
    }

    /** Whether there is a first line. */
    boolean hasBegun() {
        return lines > 0;
    }

    /** Whole lines only: a decoder takes no part of one. */
    void see(ByteBuf bytes, int begin, int end) {
        for (int at = begin; at < end; lines++) {
            byte first = bytes.getByte(at);
            odd |= first == ' ' || first == '\t' || first == ':';
            int lineFeed = bytes.indexOf(at, end, LINE_FEED);
            at = lineFeed < 0 ? end : lineFeed + 1;
        }
    }

    /** @param end of the request line's first part */
    void begins(int end) {
        partEnd = end;
    }

    /** With a further part of its line. Whoever stands before us may take another one of the blanks for the one that parts (RFC 9112 §3, §11.2). */
    void goesOn(byte[] line, int start, int length) {
        odd |= start != partEnd + 1 || line[partEnd] != ' ';
        partEnd = start + length;
    }

    /** The next one begins. */
    void forget() {
        lines = 0;
        odd = false;
    }

    /**
     * What is answered, is so in a version we speak (RFC 9110 §6.2).
     *
     * @return why it cannot be read; null when it can, or Netty has said so already
     */
    Exception flawOf(HttpRequest request) {
        boolean isOurVersion = request.protocolVersion() == HttpVersion.HTTP_1_1 || request.protocolVersion() == HttpVersion.HTTP_1_0;
        if (!isOurVersion) {
            request.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        if (request.decoderResult().isFailure()) {
            return null;
        }
        if (headers() > mostHeaders) {
            return new TooLongHttpHeaderException("more than " + mostHeaders + " headers");
        }
        return odd || !isOurVersion || request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY1) || !hasVisibleEnd(request)
                ? new IllegalArgumentException("not HTTP/1.1 as of RFC 9112") : null;
    }

    /** Beside them are the request line and the empty one. */
    private int headers() {
        return lines - 2;
    }

    /** With any other coding than chunked, once, the body's end is a guess, and what follows it another's request. */
    private static boolean hasVisibleEnd(HttpRequest request) {
        if (!request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return true;
        }
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    }
}
