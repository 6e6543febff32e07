package dev.claviger.gateway.observe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of printable ASCII, composed without leaving anything to collect. Whatever else a value holds is written as an escape, so that none can
 * end the line or forge a pair.
 */
final class LineText {

    private static final int LONGEST_VALUE = 256;
    private static final int LONGEST_ESCAPE = 7;

    private final byte[] escape;
    private byte[] bytes = new byte[512];
    private int length;

    /** @param escape what goes before the four digits of a character that is escaped */
    LineText(String escape) {
        this.escape = escape.getBytes(StandardCharsets.US_ASCII);
    }

    LineText clear() {
        length = 0;
        return this;
    }

    /** @param text printable ASCII, written as it is */
    // Deprecated for what it does to other characters: but a copy of bytes is what is wanted.
    @SuppressWarnings("deprecation")
    LineText append(String text) {
        require(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    LineText append(byte[] text) {
        require(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** @param number not negative */
    LineText append(long number) {
        if (number > 9) {
            append(number / 10);
        }
        require(1);
        bytes[length++] = (byte) ('0' + number % 10);
        return this;
    }

    /** A value of any text, shortened where it is endless; nothing at all for null. */
    LineText pair(String name, String value) {
        if (value == null) {
            return this;
        }
        append(name);
        int end = Math.min(value.length(), LONGEST_VALUE);
        require(end * LONGEST_ESCAPE);
        for (int i = plain(value, end); i < end; i++) {
            char c = value.charAt(i);
            if (isPlain(c)) {
                bytes[length++] = (byte) c;
            } else {
                escape(c);
            }
        }
        return end < value.length() ? append("...") : this;
    }

    /** What goes before the first character to be escaped, which hardly ever comes. @return how much that was */
    private int plain(String value, int end) {
        byte[] target = bytes;
        int at = length;
        int i = 0;
        for (; i < end; i++) {
            char c = value.charAt(i);
            if (!isPlain(c)) {
                break;
            }
            target[at + i] = (byte) c;
        }
        length = at + i;
        return i;
    }

    private static boolean isPlain(char c) {
        return c > 0x20 && c < 0x7F && c != '"' && c != '\\';
    }

    private void escape(char c) {
        append(escape);
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = (byte) Character.forDigit(c >> shift & 15, 16);
        }
    }

    private void require(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, (length + more) * 2);
        }
    }

    int length() {
        return length;
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, 0, target, at, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
