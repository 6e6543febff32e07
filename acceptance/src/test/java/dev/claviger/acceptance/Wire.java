package dev.claviger.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * One exchange on a bare socket: sent is what the test says, byte for byte, for an HTTP library would add, order and repair.
 *
 * @param headers the lines as they came
 */
record Wire(int status, List<String> headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 20_000;

    /** @param head the request line and the header lines, one a line, as documentation prints them */
    static Wire exchange(URI origin, String head, String body) {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = head.strip().replace("\n", "\r\n") + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A header's value, or empty. */
    String header(String name) {
        return headers.stream().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst().orElse("");
    }

    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }

    static Wire read(InputStream in) throws IOException {
        List<String> head = headLines(in);
        int status = Integer.parseInt(head.get(0).split(" ")[1]);
        Wire bodiless = new Wire(status, head.subList(1, head.size()), "");
        if (status == 204) {
            return bodiless;
        }
        if (status == 204) {
            return bodiless;
        }
        int length = Optional.of(bodiless.header("Content-Length")).filter(text -> !text.isEmpty()).map(Integer::parseInt).orElse(-1);
        byte[] body = length >= 0 ? in.readNBytes(length) : chunks(in);
        return new Wire(status, bodiless.headers, new String(body, StandardCharsets.UTF_8));
    }

    private static List<String> headLines(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(next(in));
        }
        return head.toString(StandardCharsets.ISO_8859_1).strip().lines().toList();
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
            body.write(in.readNBytes(size));
            in.readNBytes(2);
        }
        return body.toByteArray();
    }

    private static int chunkSize(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(in); next != '\n'; next = next(in)) {
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private static int next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the connection ended within the answer");
        }
        return next;
    }
}
