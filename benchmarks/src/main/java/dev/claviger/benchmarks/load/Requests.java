package dev.claviger.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Requests as they go over the wire, sent in turn, and the status each must be answered with.
 *
 * @param texts whole HTTP/1.1 requests
 */
public record Requests(List<byte[]> texts, int status) {

    public static Requests of(List<String> texts, int status) {
        return new Requests(texts.stream().map(text -> text.getBytes(StandardCharsets.US_ASCII)).toList(), status);
    }

    byte[] at(long turn) {
        return texts.get((int) (turn % texts.size()));
    }
}
