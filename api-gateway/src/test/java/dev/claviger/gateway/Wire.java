package dev.claviger.gateway;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A connection on which a test writes bytes, right or wrong, and reads what comes back. */
final class Wire implements AutoCloseable {

    /** An answer taken apart. */
    record Answer(int status, List<String> head, String body) {

        String header(String name) {
            List<String> values = headers(name);
            return values.isEmpty() ? null : values.get(0);
        }

        List<String> headers(String name) {
            return head.stream().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).trim()).toList();
        }

        JsonObject json() {
            return new JsonObject(body);
        }
    }

    private final Socket socket;
    private final InputStream in;

    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        in = socket.getInputStream();
    }

    static Answer exchange(int port, String request) throws IOException {
        try (Wire wire = new Wire(port)) {
            return wire.write(request).read(!request.startsWith("HEAD "));
        }
    }

    Wire write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    Answer read() throws IOException {
        return read(true);
    }

    Answer read(boolean withBody) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            head.add(line);
        }
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        Answer bare = new Answer(status, head, "");
        if (!withBody || status == 204 || status == 304 || status < 200) {
            return bare;
        }
        return new Answer(status, head, new String(body(bare), StandardCharsets.UTF_8));
    }

    /** Everything up to the first {@code end} after {@code mark}. */
    String readRaw(String mark, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(mark) < 0 || text.indexOf(end, text.indexOf(mark)) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the connection ended after: " + text);
            }
            text.append((char) c);
        }
        return text.toString();
    }

    /** Whether the other side has ended the connection. */
    boolean isClosed() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    private byte[] body(Answer answer) throws IOException {
        if (answer.header("Transfer-Encoding") != null) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                body.write(in.readNBytes(size));
                line();
            }
            while (!line().isEmpty()) {
                // trailers
            }
            return body.toByteArray();
        }
        String length = answer.header("Content-Length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended within a line: " + line);
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
