package dev.claviger.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An HTTP/2 connection on which a test writes frames, right or wrong (RFC 9113 §4), and reads what becomes of each stream. */
final class Http2Wire implements AutoCloseable {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;
    static final int END_STREAM = 1;
    static final int END_HEADERS = 4;
    static final int PRIORITY = 0x20;
    static final int PROTOCOL_ERROR = 1;

    /** What came on a stream until it ended, was reset, or the connection did either. */
    record Answer(int status, Map<String, String> headers, String body, Map<String, String> trailers, Long reset) {

        String header(String name) {
            return headers.get(name);
        }

        JsonObject json() {
            return new JsonObject(body);
        }

        /** Refused in one of the two ways a malformed request may be (RFC 9113 §8.1.1). */
        boolean isRefusedAsMalformed() {
            return status == 400 || status == 0 && reset != null && reset == PROTOCOL_ERROR;
        }
    }

    /** A stream while it lasts. */
    private static final class Stream {
        private int status;
        private final Map<String, String> headers = new HashMap<>();
        private final Map<String, String> trailers = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final List<Integer> interim = new ArrayList<>();
        private Long reset;
        private boolean ended;
    }

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false);
    private final Map<Integer, Stream> streams = new HashMap<>();
    private Long goneAway;
    private int nextStream = 1;

    Http2Wire(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    /** @param socket over which HTTP/2 has been agreed on */
    Http2Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(10_000);
        in = new DataInputStream(socket.getInputStream());
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    /** A whole request on a stream of its own. */
    Answer exchange(String method, String authority, String path, String... headers) throws IOException {
        return read(open(true, request(method, authority, path, headers)));
    }

    /** Header fields of a well-formed request: name, value, name, value. Each of {@code headers} is {@code name: value}. */
    static String[] request(String method, String authority, String path, String... headers) {
        List<String> fields = new ArrayList<>(List.of(":method", method, ":scheme", "http", ":authority", authority, ":path", path));
        for (String header : headers) {
            int colon = header.indexOf(": ");
            fields.add(header.substring(0, colon));
            fields.add(header.substring(colon + 2));
        }
        return fields.toArray(String[]::new);
    }

    /** @param fields name, value, name, value; in this order on the wire */
    int open(boolean end, String... fields) throws IOException {
        int stream = nextStream;
        nextStream += 2;
        frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block(fields));
        return stream;
    }

    Http2Wire trailers(int stream, String... fields) throws IOException {
        return frame(HEADERS, END_HEADERS | END_STREAM, stream, block(fields));
    }

    Http2Wire data(int stream, boolean end, String text) throws IOException {
        return frame(DATA, end ? END_STREAM : 0, stream, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] block(String... fields) throws IOException {
        ByteBuf block = Unpooled.buffer();
        try {
            for (int i = 0; i < fields.length; i += 2) {
                encoder.encodeHeaders(1, new DefaultHttp2Headers(false).add(fields[i], fields[i + 1]), block);
            }
        } catch (io.netty.handler.codec.http2.Http2Exception impossible) {
            throw new IOException(impossible);
        }
        return ByteBufUtil.getBytes(block);
    }

    Http2Wire frame(int type, int flags, int stream, byte[] payload) throws IOException {
        return frames(1, type, flags, stream, payload);
    }

    /** The same again and again. */
    Http2Wire frames(int number, int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuf frame = Unpooled.buffer();
        for (int i = 0; i < number; i++) {
            frame.writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream).writeBytes(payload);
        }
        socket.getOutputStream().write(ByteBufUtil.getBytes(frame));
        socket.getOutputStream().flush();
        return this;
    }

    /** Waits for the end of a stream. */
    Answer read(int id) throws IOException {
        Stream stream = stream(id);
        while (!stream.ended && receive()) {
            // until it has ended
        }
        return new Answer(stream.status, stream.headers, stream.body.toString(StandardCharsets.UTF_8), stream.trailers, stream.reset);
    }

    /** Waits until so much of an answer's body is there. */
    String readBody(int id, int length) throws IOException {
        Stream stream = stream(id);
        while (stream.body.size() < length && !stream.ended && receive()) {
            // until it is there
        }
        return stream.body.toString(StandardCharsets.UTF_8);
    }

    /** Waits for a status of the 1xx class. */
    int readInterim(int id) throws IOException {
        Stream stream = stream(id);
        while (stream.interim.isEmpty() && !stream.ended && receive()) {
            // until it is there
        }
        return stream.interim.isEmpty() ? 0 : stream.interim.get(0);
    }

    /** Waits for GOAWAY or the connection's end, and tells the error code; null when there was none. */
    Long readGoAway() throws IOException {
        while (goneAway == null && receive()) {
            // until it is there
        }
        return goneAway;
    }

    boolean isClosed() throws IOException {
        while (receive()) {
            // until the end
        }
        return true;
    }

    private boolean receive() throws IOException {
        try {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int id = in.readInt() & Integer.MAX_VALUE;
            take(type, flags, id, in.readNBytes(length));
            return true;
        } catch (EOFException | SocketException end) {
            return false;
        }
    }

    private void take(int type, int flags, int id, byte[] payload) throws IOException {
        switch (type) {
            case DATA -> stream(id).body.writeBytes(payload);
            case HEADERS -> takeHeaders(stream(id), (flags & PRIORITY) == 0 ? payload : Arrays.copyOfRange(payload, 5, payload.length));
            case RST_STREAM -> {
                stream(id).reset = Unpooled.wrappedBuffer(payload).readUnsignedInt();
                stream(id).ended = true;
            }
            case SETTINGS -> {
                if ((flags & 1) == 0) {
                    frame(SETTINGS, 1, 0, new byte[0]);
                }
            }
            case GOAWAY -> goneAway = Unpooled.wrappedBuffer(payload, 4, 4).readUnsignedInt();
            default -> { }
        }
        if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
            stream(id).ended = true;
        }
    }

    private void takeHeaders(Stream stream, byte[] block) throws IOException {
        try {
            Http2Headers decoded = decoder.decodeHeaders(1, Unpooled.wrappedBuffer(block));
            if (decoded.status() != null && decoded.status().toString().startsWith("1")) {
                stream.interim.add(Integer.parseInt(decoded.status().toString()));
                return;
            }
            Map<String, String> into = stream.status == 0 ? stream.headers : stream.trailers;
            decoded.forEach(field -> into.merge(field.getKey().toString(), field.getValue().toString(), (one, other) -> one + ", " + other));
            stream.status = decoded.status() == null ? stream.status : Integer.parseInt(decoded.status().toString());
        } catch (io.netty.handler.codec.http2.Http2Exception undecodable) {
            throw new IOException(undecodable);
        }
    }

    private Stream stream(int id) {
        return streams.computeIfAbsent(id, absent -> new Stream());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
