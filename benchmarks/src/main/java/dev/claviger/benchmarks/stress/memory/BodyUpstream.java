package dev.claviger.benchmarks.stress.memory;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers a GET with a large body, as fast as it is taken, and takes a POST's large body slowly. One connection at a time, one request on each. */
final class BodyUpstream implements AutoCloseable {

    private static final int PART = 64 * 1024;
    private static final int SMALL_BUFFER = 4096;

    private final ServerSocket server;
    private final long bytes;

    private BodyUpstream(ServerSocket server, long bytes) {
        this.server = server;
        this.bytes = bytes;
    }

    static BodyUpstream start(long bytes) throws IOException {
        BodyUpstream upstream = new BodyUpstream(new ServerSocket(0, 16, InetAddress.getLoopbackAddress()), bytes);
        Thread thread = new Thread(upstream::serve, "body-upstream");
        thread.setDaemon(true);
        thread.start();
        return upstream;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(new BufferedInputStream(socket.getInputStream(), SMALL_BUFFER), socket.getOutputStream());
            } catch (IOException | InterruptedException brokenOff) {
                // the caller sees it, who checks that everything arrived
            }
        }
    }

    private void answer(InputStream in, OutputStream out) throws IOException, InterruptedException {
        if (head(in).startsWith("GET ")) {
            out.write(headOf(bytes));
            byte[] part = new byte[PART];
            for (long left = bytes; left > 0; left -= PART) {
                out.write(part, 0, (int) Math.min(PART, left));
            }
        } else {
            SlowReading.take(in, bytes);
            out.write(headOf(0));
        }
    }

    private static byte[] headOf(long length) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
