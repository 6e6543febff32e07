package dev.claviger.credential;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.restassured.RestAssured;

/** A follower of the event feed that only writes down what it reads, off a bare socket. */
public final class Frames implements AutoCloseable {

    private final Socket socket;
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private volatile String status;
    private volatile boolean ended;

    public Frames(String query) throws IOException {
        socket = new Socket("127.0.0.1", RestAssured.port);
        socket.getOutputStream().write(("GET /internal/events?" + query + " HTTP/1.1\r\nHost: x\r\n"
                + "Authorization: Bearer development-gateway-key-not-for-production\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        Thread reader = new Thread(this::read, "frames");
        reader.setDaemon(true);
        reader.start();
    }

    /** Chunk sizes and blank lines stand between the lines of frames; both are easily told from them. */
    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            status = lines.readLine();
            StringBuilder frame = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ") || line.startsWith("event: ")) {
                    frame.append(line).append('\n');
                } else if (line.startsWith("data: ")) {
                    frames.add(frame.append(line).toString());
                    frame.setLength(0);
                } else if (line.equals("0")) {
                    ended = true;
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    public List<String> events() {
        return frames.stream().filter(frame -> !frame.startsWith("event: heartbeat")).toList();
    }

    public List<Long> positions() {
        return events().stream().map(frame -> Long.parseLong(frame.substring(4, frame.indexOf('\n')))).toList();
    }

    public List<String> all() {
        return new ArrayList<>(frames);
    }

    public String status() {
        return status;
    }

    /** Whether the service has ended the stream, in good order: with the last chunk. */
    public boolean isEnded() {
        return ended;
    }

    public void await(Predicate<Frames> condition) throws InterruptedException {
        for (int i = 0; i < 500 && !condition.test(this); i++) {
            Thread.sleep(10);
        }
        if (!condition.test(this)) {
            throw new AssertionError("not seen within 5 s, but: " + status + " " + frames);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
