package dev.claviger.feed;

import dev.claviger.contract.AccessEvent;
import dev.claviger.contract.Fields;
import dev.claviger.contract.RecordedEvent;
import io.vertx.core.json.JsonObject;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads server-sent events (WHATWG HTML §9.2.6) from bytes that arrive in any portions. Of the format it reads what the
 * feed uses: {@code id}, {@code event} and {@code data} lines, LF or CRLF, comments ignored.
 */
final class EventStream {

    /** One dispatched event: a heartbeat, or what was recorded at the position that is its id. */
    record Frame(String id, String event, String data) {

        boolean isHeartbeat() {
            return event.equals("heartbeat");
        }

        Fields fields() {
            return new Fields(new JsonObject(data).getMap());
        }

        /** @throws RuntimeException when it is not the wire form of an event */
        RecordedEvent recorded() {
            Fields fields = fields();
            return new RecordedEvent(Long.parseLong(id), Instant.ofEpochMilli(fields.number("recorded_at")),
                    AccessEvent.of(event, fields.object("event")));
        }
    }

    private static final int LONGEST_LINE = 1 << 20;

    private final Consumer<Frame> frames;
    private byte[] line = new byte[512];
    private int length;
    private String id = "";
    private String event = "message";
    private final StringBuilder data = new StringBuilder();

    EventStream(Consumer<Frame> frames) {
        this.frames = frames;
    }

    /** @throws IllegalStateException when a line passes 1 MiB: that is not the feed */
    void receive(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n') {
                endOfLine();
            } else {
                append(b);
            }
        }
    }

    private void append(byte b) {
        if (length == LONGEST_LINE) {
            throw new IllegalStateException("a line of the event stream is too long");
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = b;
    }

    private void endOfLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        String text = new String(line, 0, end, StandardCharsets.UTF_8);
        length = 0;
        if (text.isEmpty()) {
            dispatch();
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
        switch (name) {
            case "id" -> id = value;
            case "event" -> event = value;
            case "data" -> data.append(data.isEmpty() ? "" : "\n").append(value);
            default -> { } // comments and fields the feed does not use
        }
    }

    private void dispatch() {
        if (!data.isEmpty()) {
            frames.accept(new Frame(id, event, data.toString()));
        }
        id = "";
        event = "message";
        data.setLength(0);
    }
}
