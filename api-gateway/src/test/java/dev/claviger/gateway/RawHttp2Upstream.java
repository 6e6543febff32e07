package dev.claviger.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An upstream of HTTP/2 with prior knowledge that answers every request with the fields a test says, right or wrong, around the body {@code raw}. */
final class RawHttp2Upstream implements AutoCloseable {

    private static final int PREFACE_BYTES = 24;

    private final ServerSocket server;
    private volatile String[] head = {":status", "200"};
    private volatile String[] trailers = {};

    RawHttp2Upstream() throws IOException {
        this.server = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
        started(() -> {
            while (true) {
                Socket connection = server.accept();
                started(() -> serve(connection));
            }
        });
    }

    String url() {
        return "h2c://127.0.0.1:" + server.getLocalPort();
    }

    /** @param fields name, value, name, value; after the status */
    RawHttp2Upstream head(String... fields) {
        head = new String[fields.length + 2];
        head[0] = ":status";
        head[1] = "200";
        System.arraycopy(fields, 0, head, 2, fields.length);
        return this;
    }

    /** @param fields name, value, name, value */
    RawHttp2Upstream trailers(String... fields) {
        trailers = fields;
        return this;
    }

    private interface Serving {
        void run() throws IOException;
    }

    private static void started(Serving serving) {
        Thread thread = new Thread(() -> {
            try {
                serving.run();
            } catch (IOException over) {
                // the other side, or the test, has ended it
            }
        }, "raw-http2-upstream");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws IOException {
        DataInputStream in = new DataInputStream(connection.getInputStream());
        DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
        in.readNBytes(PREFACE_BYTES);
        write(connection, Http2Wire.SETTINGS, 0, 0, new byte[0]);
        while (true) {
            int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
            int type = in.readUnsignedByte();
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readNBytes(length);
            if (type == Http2Wire.SETTINGS && (flags & 1) == 0) {
                write(connection, Http2Wire.SETTINGS, 1, 0, new byte[0]);
            } else if (type == Http2Wire.HEADERS) {
                answer(connection, encoder, stream);
            }
        }
    }

    private void answer(Socket connection, DefaultHttp2HeadersEncoder encoder, int stream) throws IOException {
        boolean ending = trailers.length == 0;
        write(connection, Http2Wire.HEADERS, Http2Wire.END_HEADERS, stream, block(encoder, head));
        write(connection, Http2Wire.DATA, ending ? Http2Wire.END_STREAM : 0, stream, "raw".getBytes(StandardCharsets.US_ASCII));
        if (!ending) {
            write(connection, Http2Wire.HEADERS, Http2Wire.END_HEADERS | Http2Wire.END_STREAM, stream, block(encoder, trailers));
        }
    }

    private static byte[] block(DefaultHttp2HeadersEncoder encoder, String... fields) throws IOException {
        ByteBuf block = Unpooled.buffer();
        try {
            for (int i = 0; i < fields.length; i += 2) {
                encoder.encodeHeaders(1, new DefaultHttp2Headers(false).add(fields[i], fields[i + 1]), block);
            }
        } catch (Http2Exception impossible) {
            throw new IOException(impossible);
        }
        return ByteBufUtil.getBytes(block);
    }

    private static void write(Socket connection, int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuf frame = Unpooled.buffer().writeMedium(payload.length).writeByte(type).writeByte(flags).writeInt(stream).writeBytes(payload);
        connection.getOutputStream().write(ByteBufUtil.getBytes(frame));
        connection.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
