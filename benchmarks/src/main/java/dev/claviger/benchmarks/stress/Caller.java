package dev.claviger.benchmarks.stress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One caller's connection to the gateway, for a thread that waits for each answer. */
public final class Caller implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final String LENGTH = "content-length:";

    private final Socket socket;
    private final InputStream in;

    private Caller(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** @param bufferBytes what is read ahead; what the caller does not take beyond it stays with the server */
    public static Caller open(int port, int bufferBytes) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Caller(socket, new BufferedInputStream(socket.getInputStream(), bufferBytes));
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.US_ASCII), text.length());
    }

    public void send(byte[] bytes, int length) throws IOException {
        socket.getOutputStream().write(bytes, 0, length);
    }

    /** The head of an answer, whose body is to be read from {@link #body}. */
    public Head head() throws IOException {
        int status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = Long.parseLong(line.substring(LENGTH.length()).trim());
            }
        }
        return new Head(status, length);
    }

    /** A whole answer with a {@code Content-Length}. @return its status */
    public int answer() throws IOException {
        Head head = head();
        in.skipNBytes(head.length());
        return head.status();
    }

    public InputStream body() {
        return in;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the gateway ended the connection");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** @param length of the body in bytes; 0 when the answer does not say */
    public record Head(int status, long length) {
    }
}
