package dev.claviger.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OpenTelemetry collector that takes spans over HTTP and decodes them by hand (opentelemetry-proto, trace/v1/trace.proto). */
final class TestCollector {

    /** @param attributes texts, and numbers as text */
    record Span(String traceId, String spanId, String parentId, String state, String name, long kind, long status, Map<String, String> attributes) {
    }

    final List<Span> spans = new CopyOnWriteArrayList<>();
    final List<String> bodies = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    TestCollector(Vertx vertx) throws Exception {
        server = TestGateway.await(vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> {
            if (request.path().equals("/v1/traces")) {
                bodies.add(body.toString(StandardCharsets.ISO_8859_1));
                read(body);
            }
            request.response().end();
        })).listen(0, "127.0.0.1"));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private void read(Buffer body) {
        for (Buffer resource : messages(body, 1)) {
            for (Buffer scope : messages(resource, 2)) {
                messages(scope, 2).forEach(span -> spans.add(span(span)));
            }
        }
    }

    private static Span span(Buffer span) {
        Map<String, String> attributes = new HashMap<>();
        for (Buffer attribute : messages(span, 9)) {
            Buffer value = messages(attribute, 2).get(0);
            attributes.put(text(attribute, 1), messages(value, 1).isEmpty() ? Long.toString(number(value, 3)) : text(value, 1));
        }
        List<Buffer> status = messages(span, 15);
        return new Span(hex(span, 1), hex(span, 2), hex(span, 4), text(span, 3), text(span, 5), number(span, 6), status.isEmpty() ? 0 : number(status.get(0), 3), attributes);
    }

    private static String hex(Buffer message, int field) {
        return messages(message, field).stream().map(bytes -> HexFormat.of().formatHex(bytes.getBytes())).findFirst().orElse("");
    }

    private static String text(Buffer message, int field) {
        return messages(message, field).stream().map(Buffer::toString).findFirst().orElse("");
    }

    private static List<Buffer> messages(Buffer message, int wanted) {
        List<Buffer> found = new ArrayList<>();
        walk(message, (field, number, bytes) -> {
            if (field == wanted && bytes != null) {
                found.add(bytes);
            }
        });
        return found;
    }

    private static long number(Buffer message, int wanted) {
        long[] found = {0};
        walk(message, (field, number, bytes) -> found[0] = field == wanted && bytes == null ? number : found[0]);
        return found[0];
    }

    private interface Field {
        void take(int field, long number, Buffer bytes);
    }

    /** Protocol Buffers' wire format: varint, 64 bit, length-delimited, 32 bit. */
    private static void walk(Buffer message, Field field) {
        int[] at = {0};
        while (at[0] < message.length()) {
            long tag = varint(message, at);
            int name = (int) (tag >> 3);
            switch ((int) tag & 7) {
                case 0 -> field.take(name, varint(message, at), null);
                case 1 -> at[0] += 8;
                case 2 -> {
                    int length = (int) varint(message, at);
                    field.take(name, 0, message.getBuffer(at[0], at[0] + length));
                    at[0] += length;
                }
                default -> at[0] += 4;
            }
        }
    }

    private static long varint(Buffer message, int[] at) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = message.getByte(at[0]++);
            value |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}
