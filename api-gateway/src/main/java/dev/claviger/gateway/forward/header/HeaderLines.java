package dev.claviger.gateway.forward.header;

import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiConsumer;

/** Goes through headers, for HTTP/1.1 without making a string of every name that was read. */
final class HeaderLines {

    private HeaderLines() {
    }

    static void of(MultiMap headers, BiConsumer<CharSequence, CharSequence> line) {
        if (headers instanceof HttpHeaders asRead) {
            for (Iterator<Map.Entry<CharSequence, CharSequence>> lines = asRead.iteratorCharSequence(); lines.hasNext();) {
                Map.Entry<CharSequence, CharSequence> next = lines.next();
                line.accept(next.getKey(), next.getValue());
            }
        } else {
            headers.forEach((name, value) -> line.accept(name, value));
        }
    }
}
