package dev.claviger.gateway.forward.header;

import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;

/** A value of the gateway's own, in the form in which it goes out: it is copied then, where a string is written character by character. */
final class HeaderValue {

    private HeaderValue() {
    }

    /** @param text ASCII */
    static CharSequence of(String text) {
        return new AsciiString(text.getBytes(StandardCharsets.ISO_8859_1), false);
    }
}
